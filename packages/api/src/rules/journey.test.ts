import { catalog } from "@kheo/catalog";
import { siteClearanceExample } from "@kheo/catalog/worked-examples";
import { recordStanding } from "@kheo/db/rules/records";
import { afterAll, expect, test } from "vitest";
import { aForm, noReason, of, over, world, nothingDeclared, typed, undecidedYet } from "../testing.ts";
import { verifyContents } from "./verification.ts";

const { db, as, units, people, members, periodId, end } = await world();
afterAll(end);

test("a model goes from the form to the report, each step by the person whose step it is", async () => {
  await recordStanding(db, "Thiết lập ban đầu");
  const officer = await as(people.officer);
  const office = await as(people.office);
  const leader = await as(people.leader);

  const draft = await officer.models.create(of(units.cell, { periodId, form: aForm(), continuesId: null }));
  expect(draft.code).toBe("MH-2026-0001");
  const submitted = await officer.models.submit(over(draft, noReason));
  const returned = await office.models.return(over(submitted, { reason: "Bổ sung chỉ tiêu diện tích đất." }));
  const seen = await officer.models.get({ id: draft.id, data: {} });
  expect(seen.model.reason).toBe("Bổ sung chỉ tiêu diện tích đất.");
  expect(seen.mayEdit).toBe(true);
  const edited = await officer.models.edit(
    of(returned.id, typed(aForm({ contactName: "Đồng chí Phó bí thư" }), aForm())),
  );
  const again = await officer.models.submit(over(edited, noReason));
  const accepted = await office.models.accept(over(again, noReason));
  expect(accepted.state).toBe("accepted");

  const { sheet } = siteClearanceExample;
  const claims = { D1: "Dự án bồi thường toàn bộ, không vận động hiến đất." };
  const declared = await officer.scoring.declare(
    of(draft.id, typed({ figures: sheet.figures, ticks: sheet.ticks, claims }, nothingDeclared)),
  );
  await officer.scoring.submit(over(declared, noReason));
  const decided = await office.scoring.decide(
    of(
      draft.id,
      typed({ ticks: sheet.ticks, claims: { D1: "approved" }, adjustments: { commended: 1 } }, undecidedYet),
    ),
  );
  const appraised = await office.scoring.appraise(over(decided, noReason));

  const marks = sheet.marks["B5"] ?? [];
  for (const [index, member] of [...members, people.committeeMember].entries()) {
    const council = await as(member);
    await council.scoring.handIn(of(draft.id, { marks: { B5: marks[index] ?? 0 }, comment: "", sheetVersion: 0 }));
  }
  const closed = await office.scoring.close(over(appraised, noReason));
  expect(closed.state).toBe("closed");
  const scored = await office.scoring.get({ id: draft.id, data: {} });
  expect(Number(scored.verdict?.total)).toBe(siteClearanceExample.total);
  expect(scored.sheets).toHaveLength(7);

  const candidates = await office.meetings.candidates({ id: units.ward, data: { periodId } });
  const meeting = await office.meetings.convene(
    of(units.ward, {
      periodId,
      title: "Phiên họp xét công nhận",
      heldOn: "2026-05-04",
      ballotKind: "secret",
      modelIds: candidates.models.map(({ id }) => id),
    }),
  );
  await office.meetings.open(over({ id: meeting.id, version: 1 }, {}));
  const { items } = await office.meetings.get({ id: meeting.id, data: {} });
  const itemId = items[0]?.id ?? "";
  for (const [index, member] of [...members, people.committeeMember].entries()) {
    const council = await as(member);
    await council.meetings.vote(of(meeting.id, { ballots: [{ itemId, choice: index === 0 ? "disagree" : "agree" }] }));
  }
  await office.meetings.close(over({ id: meeting.id, version: 2 }, {}));
  const counted = await office.meetings.get({ id: meeting.id, data: {} });
  expect(counted.items[0]?.tally).toEqual({ members: 7, base: 7, agree: 6, disagree: 1, ratio: 85.71, passed: true });

  const [proposed] = (await leader.recognition.list({ periodId })).rows;
  const recognition = { id: proposed?.id ?? "", version: 1 };
  await office.recognition.draft(
    over(recognition, {
      ...noReason,
      step: "recognize",
      number: "12-QĐ/ĐU",
      signedOn: "2026-05-04",
      signatory: "Nguyễn Văn A",
      signatoryTitle: "Phó Bí thư Thường trực",
    }),
  );
  await leader.recognition.recognize(over({ ...recognition, version: 2 }, noReason));
  await leader.recognition.publish(over({ ...recognition, version: 3 }, noReason));

  const provinceOffice = await as(people.provinceOffice);
  const otherOfficer = await as(people.otherOfficer);
  const task = await provinceOffice.replication.give(
    of(units.otherCell, {
      recognitionId: recognition.id,
      periodId,
      similarity: "Cùng là phường ven biển, cùng có dự án mở đường.",
      content: "Áp dụng cách vận động từng hộ.",
      dueOn: "2026-10-31",
    }),
  );
  await otherOfficer.replication.accept(over({ id: task.id, version: 1 }, noReason));
  await otherOfficer.replication.start(over({ id: task.id, version: 2 }, noReason));
  await otherOfficer.replication.submit(
    over({ id: task.id, version: 3 }, { ...noReason, result: "Đã vận động 40 hộ hiến 1.200 m² đất." }),
  );
  await provinceOffice.replication.confirm(over({ id: task.id, version: 4 }, noReason));

  const report = await provinceOffice.reports.annual({ id: units.province, data: { periodId } });
  const figures = Object.fromEntries(report.figures.map(({ name, value }) => [name, value]));
  expect(figures).toMatchObject({ total: 1, new: 1, continued: 0, effective: 1, recognized: 1, replicated: 1 });
  expect(report.tables.map(({ number }) => number)).toEqual(["01", "02", "03", "06", "07", "08"]);

  const events = await db.selectFrom("event").select("action").orderBy("id").execute();
  expect(events.map(({ action }) => action)).toContain("scoring.close");
  expect(await verifyContents(db, catalog)).toEqual([]);
});
