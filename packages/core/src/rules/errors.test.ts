import { describe, expect, test } from "vitest";
import { DomainError, type ErrorCode, type ErrorDetails, errorMessage, errors, isDomainError } from "./errors.ts";

const fields = [
  { path: "title", message: "Tên mô hình: chưa nhập." },
  { path: "targets", message: "Chỉ tiêu: cần ít nhất một chỉ tiêu có số liệu." },
];
const none = undefined as never;

/** An example of each failure. The compiler asks for one when a failure is added. */
const examples: { readonly [C in ErrorCode]: ErrorDetails<C> } = {
  "session.required": none,
  "session.wrongPassword": none,
  "session.wrongOwnPassword": none,
  "session.wrongSecondFactor": none,
  "session.secondFactorState": none,
  "session.tooManyAttempts": { minutes: 5 },
  busy: none,
  "paper.tooLarge": none,
  "request.tookTooLong": none,
  "request.tooManyAtOnce": none,
  "session.notFound": none,
  "session.notLinked": none,
  "session.otherPerson": { name: "Nguyễn Văn B" },
  "session.pageWithoutPerson": none,
  "session.proofNeeded": none,
  "session.codeNeeded": none,
  "post.decidingEndsInPast": { role: "Lãnh đạo", today: "04/05/2026" },
  "post.toOneself": { role: "Lãnh đạo" },
  "post.notWaiting": none,
  "post.secondPerson": none,
  "post.seatAtWork": { name: "Hội đồng thẩm định" },
  "post.seatNotAtWork": none,
  "post.bodyAtWork": { name: "Hội đồng thẩm định", today: "04/05/2026" },
  "person.notWaiting": none,
  "meeting.rosterChanged": { joined: ["Nguyễn Văn A"], left: ["Trần Thị B"] },
  "meeting.isOpenVote": none,
  "meeting.secretSuffices": none,
  "unit.provinceBelow": none,
  "unit.superiorNotYet": { from: "01/07/2026" },
  "person.slipBySecond": none,
  "person.disabledFromAbove": none,
  "recognition.notDrafted": { action: "ghi quyết định công nhận" },
  "recognition.ownDraft": none,
  "replication.givenToOneself": none,
  "model.holdsOthers": { titles: ["Tuyến đường hoa"] },
  "policy.denied": { action: "tiếp nhận", roles: ["Cơ quan thường trực"], where: "ở cấp ra quyết định" },
  "policy.ownUnit": { action: "cho điểm" },
  "post.leavesUnattended": { role: "Cán bộ đơn vị", unit: "Chi bộ tổ dân phố 3", openWork: 2 },
  "post.notInForce": { name: "Nguyễn Văn A" },
  "post.seatNotLent": undefined,
  "post.isSubstitute": none,
  "body.hasUndecided": { name: "Hội đồng thẩm định", count: 3 },
  "body.dissolvedOutside": { from: "04/05/2026", to: "30/06/2026" },
  "post.substituteForSelf": undefined,
  "post.successorIsSelf": undefined,
  "post.outsideTerm": { from: "01/07/2025", to: "31/12/2026" },
  "post.organElsewhere": undefined,
  "unit.notBegun": { name: "Phường Trà Câu", from: "01/07/2025" },
  "unit.ended": { name: "Xã Phổ Phong", after: "30/06/2025" },
  "unit.ownSuperior": none,
  "unit.superiorLater": { from: "01/07/2025" },
  "unit.notYet": { today: "24/11/2026" },
  "unit.describedOutside": { from: "01/07/2025", to: "04/05/2026" },
  "advisory.notFound": none,
  "advisory.tooEarly": { name: "Ban Dân vận Tỉnh ủy", from: "01/01/2020" },
  "advisory.endsBeforeStart": { from: "01/01/2020" },
  "advisory.alreadyEnded": { name: "Ban Dân vận Tỉnh ủy", on: "02/02/2025" },
  "advisory.followed": { name: "Ban Tuyên giáo và Dân vận Tỉnh ủy", from: "03/02/2025" },
  "cluster.notFound": none,
  "cluster.duplicate": { name: "Cụm số 1" },
  "cluster.tooEarly": { from: "01/01/2026" },
  "cluster.notAMember": { name: "Xã Phổ Phong", elsewhere: "Cụm số 1" },
  "reorganisation.notFound": none,
  "reorganisation.notPlanned": none,
  "reorganisation.notApplied": none,
  "reorganisation.notAnHeir": none,
  "reorganisation.tooEarly": { day: "01/07/2027" },
  "reorganisation.hasProblems": { count: 2, first: "Phương án chưa có thay đổi nào." },
  "reorganisation.bodyAtWork": { name: "Hội đồng thẩm định" },
  "reorganisation.nobodyLeft": { name: "Tỉnh Quảng Ngãi" },
  "reorganisation.builtUpon": { what: ["mô hình", "chức vụ"] },
  "body.notFound": none,
  "body.unitOnlyProposes": none,
  "body.alreadyThere": { name: "Hội đồng thẩm định" },
  "body.hasOpenMeeting": { name: "Hội đồng thẩm định" },
  "input.invalid": { fields },
  "request.reused": none,
  changedMeanwhile: { what: "Mô hình", by: null },
  fieldsClash: { what: "Mô hình", by: "Nguyễn Văn A", fields: [{ path: ["title"], theirs: "Một", mine: "Hai" }] },
  duplicate: none,
  "workflow.wrongState": { what: "Mô hình", state: "Nháp", action: "tiếp nhận" },
  "workflow.reasonRequired": { action: "trả lại để bổ sung" },
  "unit.notFound": none,
  "unit.duplicate": { name: "Xã Sơn Hà" },
  "person.notFound": none,
  "person.taken": undefined,
  "person.disabled": none,
  "person.alreadyDisabled": none,
  "person.notDisabled": none,
  "person.ownAccount": none,
  "person.noInvitation": none,
  "invitation.wrong": none,
  "invitation.used": none,
  "invitation.expired": none,
  "person.linkUsed": none,
  "post.notFound": none,
  "post.bodyRequired": none,
  "post.endsBeforeStart": { from: "01/03/2026" },
  "period.notFound": none,
  "period.highestUnitOnly": none,
  "period.notBegun": { title: "Năm 2027", opensOn: "01/01/2027" },
  "unitList.columnTwice": { what: "Loại đơn vị", columns: ["B", "D"] },
  "unitList.noName": { what: "Tên đơn vị" },
  "period.extensionNotLater": { present: "31/03/2027" },
  "period.extensionAfterEnd": { endsOn: "31/12/2027" },
  "period.closed": { title: "Năm 2026", closedOn: "31/12/2026" },
  "model.notFound": none,
  "model.incomplete": { fields },
  "model.mergeIntoItself": none,
  "model.mergeTarget": none,
  "model.notContinuable": none,
  "scoring.notFound": none,
  "scoring.unknownEdition": { id: "DVK-GPMB@2030.1" },
  "scoring.notForUnits": none,
  "scoring.alreadyBegun": none,
  "scoring.figuresMissing": { fields },
  "scoring.undecided": { items: ["A1 Kế hoạch", "D1 không phát sinh"] },
  "scoring.notClaimable": { codes: ["B1", "B2"] },
  "scoring.claimRefused": { codes: ["D1"] },
  "scoring.badMark": { fields },
  "scoring.marksMissing": { codes: ["B5"] },
  "scoring.beforeCouncil": none,
  "scoring.sheetHandedIn": none,
  "scoring.noSheets": none,
  "scoring.notMember": none,
  "scoring.notSent": none,
  "scoring.ownUnit": none,
  "body.noCouncil": none,
  "meeting.notFound": none,
  "meeting.noItems": none,
  "meeting.itemNotReady": { titles: ["Tuyến đường hoa"] },
  "meeting.notOpen": none,
  "meeting.alreadyOpen": none,
  "meeting.alreadyVoted": none,
  "meeting.notMember": none,
  "meeting.incompleteBallot": { titles: ["Tuyến đường hoa"] },
  "meeting.noQuorum": { cast: 4, required: 5, members: 7 },
  "meeting.tooFewBallots": { minimum: 5, titles: ["Tuyến đường hoa"] },
  "recognition.notFound": none,
  "recognition.notPassed": { reason: "chưa đủ tỷ lệ phiếu đồng ý." },
  "decision.duplicate": { number: "12-QĐ/ĐU" },
  "decision.revokesItself": { number: "12-QĐ/ĐU" },
  "decision.signedTooEarly": { notBefore: "04/05/2026" },
  "decision.signedInFuture": { today: "04/05/2026" },
  "replication.notFound": none,
  "replication.sourceNotRecognized": none,
  "replication.ownUnit": none,
  "replication.duplicate": none,
  "replication.dueInPast": { today: "04/05/2026" },
  "sheet.empty": none,
  "sheet.notSpreadsheet": none,
  "sheet.webPage": none,
  "sheet.oldExcel": none,
  "sheet.protected": none,
  "sheet.tooLarge": { megabytes: 10 },
  "sheet.unpacksTooLarge": none,
  "sheet.tooManyRows": { rows: 20_000 },
  "sheet.tooManyColumns": { columns: 50 },
  "sheet.tooSlow": none,
  "sheet.unreadable": none,
  "sheet.noHeading": none,
  "file.notFound": none,
  "file.storeFull": none,
  "file.storeLost": none,
  "file.damaged": none,
  "file.empty": none,
  "file.tooLarge": { megabytes: 25 },
  "file.notTaken": none,
  "file.heic": none,
  "file.oldOffice": none,
  "file.archive": none,
  "file.video": none,
  "file.program": none,
  "file.locked": none,
  "file.macros": none,
  "file.embedded": none,
  "file.outsideLinks": none,
  "file.activePdf": none,
  "file.unpacksTooLarge": none,
  "file.unreadable": none,
  "file.disguised": none,
  "file.tooManyPixels": { megapixels: 60 },
  "file.moving": none,
  "file.tooSlow": none,
  "report.notFound": none,
  "event.notFound": none,
};

const codes = Object.keys(errors) as ErrorCode[];

describe.each(codes)("%s", (code) => {
  const sentence = errorMessage(code, examples[code]);

  test("is said in Vietnamese sentences that end with a full stop", () => {
    expect(sentence).toMatch(/^\p{Lu}[^]*\.$/u);
    expect(sentence).toMatch(/[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]/u);
    expect(sentence).toBe(sentence.normalize("NFC"));
    expect(sentence).not.toMatch(/\.[;,.]|\s\s|\s[.;,]/u);
  });

  test("names no code and no word of the machine", () => {
    expect(sentence).not.toContain(code);
    expect(sentence).not.toMatch(/undefined|null|\[object|\bNaN\b|[a-z]+\.[a-z]+[A-Z]/u);
  });

  test("says what it is about", () => {
    for (const value of Object.values(examples[code] ?? {})) {
      const words = Array.isArray(value)
        ? value.map((item: string | { message: string } | { path: readonly string[] }) =>
            // Of fields that clash the sentence tells how many; the page shows each.
            typeof item === "string" ? item : "message" in item ? item.message : String(value.length),
          )
        : value === null
          ? ["người khác"]
          : [String(value)];
      for (const word of words) expect(sentence).toContain(word);
    }
  });
});

test("an error carries its code and details, and is told from any other", () => {
  const error = new DomainError("unit.duplicate", { name: "Xã Sơn Hà" });
  expect([error.code, error.details, error.message]).toEqual([
    "unit.duplicate",
    { name: "Xã Sơn Hà" },
    "unit.duplicate",
  ]);
  expect([isDomainError(error), isDomainError(new Error("unit.duplicate"))]).toEqual([true, false]);
});
