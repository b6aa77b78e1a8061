import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { decided, aTask, noReason, of, over, proposed, published, refusalOf, type World, world } from "../testing.ts";

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.end());

const province = () => w.as(w.people.provinceOffice);
const adopter = () => w.as(w.people.otherOfficer);
const at = (task: { id: string }, version: number) => ({ id: task.id, version });
const give = async (given: object = {}) =>
  (await province()).replication.give(of(w.units.otherCell, { ...aTask(w, await published(w)), ...given }));

describe("a task", () => {
  test("is not given from a model that is not published", async () => {
    const recognition = await proposed(w);
    const call = (await province()).replication.give(of(w.units.otherCell, aTask(w, recognition)));
    expect((await refusalOf(call)).code).toBe("replication.sourceNotRecognized");
  });

  test("is not given from a model whose recognition was revoked", async () => {
    const recognition = await published(w);
    await decided(w, recognition, "revoke", { reason: "Số liệu sai sự thật.", number: "40-QĐ/ĐU" });
    const call = (await province()).replication.give(of(w.units.otherCell, aTask(w, recognition)));
    expect((await refusalOf(call)).code).toBe("replication.sourceNotRecognized");
  });

  test("is not given to the unit that has the model", async () => {
    const recognition = await published(w);
    const call = (await province()).replication.give(of(w.units.cell, aTask(w, recognition)));
    expect((await refusalOf(call)).code).toBe("replication.ownUnit");
  });

  test.each(["2026-05-03", "2026-05-04"])("is not due on %s, which is no later than today", async (dueOn) => {
    expect((await refusalOf(give({ dueOn }))).code).toBe("replication.dueInPast");
  });

  test("says why the two units are alike and what is to be done", async () => {
    const refusal = await refusalOf(give({ similarity: "Giống", content: "" }));
    expect(refusal).toMatchObject({
      code: "input.invalid",
      details: { fields: [{ path: "data.similarity" }, { path: "data.content" }] },
    });
  });

  test("is alive once for a unit and a source, also when two give it at the same moment", async () => {
    const recognition = await published(w);
    const caller = await province();
    const again = () => caller.replication.give(of(w.units.otherCell, aTask(w, recognition)));
    const outcomes = await Promise.allSettled([again(), again(), again()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await refusalOf(again())).code).toBe("replication.duplicate");
    await caller.replication.give(of(w.units.otherWard, aTask(w, recognition)));
    const { rows: tasks } = await caller.replication.list({ sourceModelId: recognition.modelId });
    expect(tasks.map(({ unitId }) => unitId).toSorted()).toEqual([w.units.otherCell, w.units.otherWard].toSorted());
  });

  test("that was declined may be given again", async () => {
    const recognition = await published(w);
    const caller = await province();
    const task = await caller.replication.give(of(w.units.otherCell, aTask(w, recognition)));
    const unit = await adopter();
    expect((await refusalOf(unit.replication.decline(over(at(task, 1), noReason)))).code).toBe(
      "workflow.reasonRequired",
    );
    await unit.replication.decline(over(at(task, 1), { reason: "Chưa có dự án mở đường." }));
    const again = await caller.replication.give(of(w.units.otherCell, aTask(w, recognition)));
    expect(again.id).not.toBe(task.id);
  });

  test("is proposed by the unit itself, and waits until it is given or not", async () => {
    const recognition = await published(w);
    const unit = await adopter();
    const task = await unit.replication.propose(of(w.units.otherCell, aTask(w, recognition)));
    expect((await refusalOf(unit.replication.accept(over(at(task, 1), noReason)))).code).toBe("workflow.wrongState");
    expect((await refusalOf(unit.replication.assign(over(at(task, 1), noReason)))).code).toBe("policy.denied");
    await (await w.as(w.people.otherOffice)).replication.assign(over(at(task, 1), noReason));
    const { replication } = await unit.replication.get({ id: task.id, data: {} });
    expect([replication.state, replication.assignedOn]).toEqual(["assigned", "2026-05-04"]);
  });

  test("that is not given after all says why", async () => {
    const recognition = await published(w);
    const task = await (await adopter()).replication.propose(of(w.units.otherCell, aTask(w, recognition)));
    const caller = await w.as(w.people.otherOffice);
    expect((await refusalOf(caller.replication.dismiss(over(at(task, 1), noReason)))).code).toBe(
      "workflow.reasonRequired",
    );
    await caller.replication.dismiss(over(at(task, 1), { reason: "Đã giao cho đơn vị khác." }));
    const { replication, steps } = await caller.replication.get({ id: task.id, data: {} });
    expect([replication.state, replication.reason, steps]).toEqual(["declined", "Đã giao cho đơn vị khác.", []]);
  });
});

describe("the result of a task", () => {
  const running = async () => {
    const task = await give();
    const unit = await adopter();
    await unit.replication.accept(over(at(task, 1), noReason));
    await unit.replication.start(over(at(task, 2), noReason));
    return task;
  };
  const report = { ...noReason, result: "Đã vận động 40 hộ hiến 1.200 m² đất." };

  test("is declared in words, sent back for more work with a reason, and then confirmed with its day", async () => {
    const task = await running();
    const [unit, office] = [await adopter(), await province()];
    const short = await refusalOf(unit.replication.submit(over(at(task, 3), { ...noReason, result: "Xong" })));
    expect(short).toMatchObject({ code: "input.invalid", details: { fields: [{ path: "data.result" }] } });
    await unit.replication.submit(over(at(task, 3), report));
    expect((await refusalOf(office.replication.requestWork(over(at(task, 4), noReason)))).code).toBe(
      "workflow.reasonRequired",
    );
    await office.replication.requestWork(over(at(task, 4), { reason: "Bổ sung biên bản của các hộ." }));
    await unit.replication.submit(over(at(task, 5), report));
    await office.replication.confirm(over(at(task, 6), noReason));
    const { replication } = await unit.replication.get({ id: task.id, data: {} });
    expect(replication).toMatchObject({ state: "confirmed", confirmedOn: "2026-05-04", result: report.result });
  });

  test("is not confirmed by the unit itself, nor by the office of the source", async () => {
    const task = await running();
    const unit = await adopter();
    await unit.replication.submit(over(at(task, 3), report));
    expect((await refusalOf(unit.replication.confirm(over(at(task, 4), noReason)))).code).toBe("policy.denied");
    const sourceOffice = await w.as(w.people.office);
    expect((await refusalOf(sourceOffice.replication.confirm(over(at(task, 4), noReason)))).code).toBe(
      "replication.notFound",
    );
  });

  test("that fails says why and is final", async () => {
    const task = await running();
    const office = await province();
    expect((await refusalOf(office.replication.fail(over(at(task, 3), noReason)))).code).toBe(
      "workflow.reasonRequired",
    );
    await office.replication.fail(over(at(task, 3), { reason: "Quá hạn mà chưa thực hiện." }));
    expect((await refusalOf((await adopter()).replication.submit(over(at(task, 4), report)))).code).toBe(
      "workflow.wrongState",
    );
  });
});
