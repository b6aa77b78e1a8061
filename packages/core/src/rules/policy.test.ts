import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "./errors.ts";
import {
  type Action,
  type Authority,
  authorityOf,
  isOwnRole,
  policy,
  type Role,
  roles,
  roleText,
  rolesThatMay,
} from "./policy.ts";
import { type Actor, authorize, can, grantFor, grantsOf, postsFor, type UnitPlace, unitsWhere } from "./rights.ts";

const province: UnitPlace = { id: "province", path: ["province"] };
const ward: UnitPlace = { id: "ward", path: ["ward", "province"] };
const cell: UnitPlace = { id: "cell", path: ["cell", "ward", "province"] };
const sibling: UnitPlace = { id: "sibling", path: ["sibling", "province"] };

const person = (...posts: readonly (readonly [Role, UnitPlace])[]): Actor => ({
  personId: "person",
  name: "Nguyễn Văn A",
  posts: posts.map(([role, unit], index) => ({
    id: `post ${index}`,
    role,
    unitId: unit.id,
    unitName: unit.id,
    bodyId: null,
    organName: null,
    inPlaceOf: null,
    isRoot: unit === province,
  })),
});

const actions = Object.keys(policy) as Action[];

/** A thing of the cell: a council of the ward has it, the province decides on it and gave it. */
const apart: UnitPlace = { ...cell, authorities: { council: "ward", decider: "province", giver: "province" } };

/** Where somebody with one post at the ward does what is the act of one unit: only when that unit is the ward. */
const reachAt = (role: Role, action: Action, authority: Authority): string => {
  const actor = person([role, ward]);
  const acting = (at: string | null) => can(actor, action, { ...cell, authorities: { [authority]: at } });
  const answers = [acting("ward"), acting("province"), acting("cell"), can(actor, action, cell)].join(" ");
  if (answers === "false false false false") return ".";
  return answers === "true false false false" ? "there" : answers;
};

/** How far an action goes for somebody with one post at the ward, found out by asking. */
const reachOf = (role: Role, action: Action): string => {
  const authority = authorityOf(action);
  if (authority !== undefined) return reachAt(role, action, authority);
  const actor = person([role, ward]);
  const answers = [ward, cell, province, sibling].map((unit) => can(actor, action, unit)).join(" ");
  switch (answers) {
    case "false false false false":
      return ".";
    case "true false false false":
      return "own";
    case "true true false false":
      return "below";
    case "true true true true":
      return "all";
    default:
      return answers;
  }
};

test("the whole policy, asked person by person", () => {
  const width = Math.max(...actions.map((action) => action.length));
  const matrix = actions.map((action) =>
    [action.padEnd(width), ...roles.map((role) => reachOf(role, action).padEnd(5))].join(" ").trimEnd(),
  );
  // unitOfficer, standingOffice, councilMember, secretary, panelMember, steeringMember, leader, administrator, viewer
  expect(`\n${matrix.join("\n")}\n`).toBe(`
model.view                  below below below below below below below .     .
model.viewDraft             own   below .     .     .     .     .     .     .
model.viewContact           own   below .     .     .     .     .     .     .
model.forgetContact         .     .     .     .     .     .     .     .     .
model.create                own   below .     .     .     .     .     .     .
model.edit                  own   below .     .     .     .     .     .     .
model.submit                own   below .     .     .     .     .     .     .
model.withdraw              own   below .     .     .     .     .     .     .
model.accept                .     below .     .     .     .     .     .     .
model.return                .     below .     .     .     .     .     .     .
model.reject                .     below .     .     .     .     .     .     .
model.merge                 .     below .     .     .     .     .     .     .
model.suspend               .     below .     .     .     .     .     .     .
model.resume                .     below .     .     .     .     .     .     .
model.discontinue           .     below .     .     .     .     .     .     .
scoring.view                below below below below below below below .     .
scoring.viewUnsent          below below .     .     .     .     below .     .
scoring.begin               .     below .     .     .     .     .     .     .
scoring.declare             own   .     .     .     .     .     .     .     .
scoring.submit              own   .     .     .     .     .     .     .     .
scoring.return              .     there .     .     .     .     .     .     .
scoring.decide              .     there .     .     .     .     .     .     .
scoring.appraise            .     there .     .     .     .     .     .     .
scoring.verify              .     there .     .     .     .     .     .     .
scoring.mark                .     .     below .     .     .     .     .     .
scoring.handIn              .     .     below .     .     .     .     .     .
scoring.close               .     there .     .     .     .     .     .     .
scoring.reopen              .     there .     .     .     .     .     .     .
evidence.view               below below below below below below below .     .
evidence.viewOriginal       own   below .     .     .     .     .     .     .
evidence.attach             own   below .     .     .     .     .     .     .
evidence.detach             own   below .     .     .     .     .     .     .
evidence.rename             own   below .     .     .     .     .     .     .
evidence.replace            own   below .     .     .     .     .     .     .
evidence.remove             own   below .     .     .     .     .     .     .
meeting.view                .     below below own   .     .     below .     .
meeting.convene             .     own   .     own   .     .     .     .     .
meeting.renewRoster         .     own   .     own   .     .     .     .     .
meeting.voteOpenly          .     own   .     own   .     .     .     .     .
meeting.open                .     own   .     own   .     .     .     .     .
meeting.vote                .     .     own   .     .     .     .     .     .
meeting.close               .     own   .     own   .     .     .     .     .
recognition.view            below below below below below below below .     .
recognition.browse          all   all   all   all   all   all   all   all   all
recognition.draft           .     there .     .     .     .     .     .     .
recognition.hold            .     there .     .     .     .     .     .     .
recognition.release         .     there .     .     .     .     .     .     .
recognition.decline         .     .     .     .     .     .     there .     .
recognition.recognize       .     .     .     .     .     .     there .     .
recognition.publish         .     .     .     .     .     .     there .     .
recognition.confirm         .     there .     .     .     .     .     .     .
recognition.downgrade       .     there .     .     .     .     .     .     .
recognition.revoke          .     .     .     .     .     .     there .     .
replication.view            below below below below below below below .     below
replication.propose         own   below .     .     .     .     .     .     .
replication.assign          .     below .     .     .     .     below .     .
replication.dismiss         .     below .     .     .     .     below .     .
replication.accept          own   .     .     .     .     .     .     .     .
replication.decline         own   .     .     .     .     .     .     .     .
replication.start           own   .     .     .     .     .     .     .     .
replication.submit          own   .     .     .     .     .     .     .     .
replication.confirm         .     there .     .     .     .     .     .     .
replication.requestWork     .     there .     .     .     .     .     .     .
replication.fail            .     there .     .     .     .     .     .     .
document.view               below below below below below below below .     .
document.reserve            own   below .     .     .     .     .     .     .
document.record             own   below .     .     .     .     .     .     .
document.issue              own   below .     .     .     .     .     .     .
document.cancel             own   below .     .     .     .     .     .     .
report.view                 .     below .     .     .     below below .     below
report.freeze               .     below .     .     .     .     .     .     .
report.issue                .     below .     .     .     .     .     .     .
unit.view                   all   all   all   all   all   all   all   all   all
unit.manage                 .     .     .     .     .     .     .     below .
unit.describe               own   below .     .     .     .     .     below .
reorganisation.view         .     below .     .     .     .     below below .
reorganisation.plan         .     .     .     .     .     .     .     below .
reorganisation.edit         .     .     .     .     .     .     .     below .
reorganisation.discard      .     .     .     .     .     .     .     below .
reorganisation.carryOut     .     .     .     .     .     .     .     below .
reorganisation.place        .     below .     .     .     .     .     .     .
reorganisation.undo         .     .     .     .     .     .     .     below .
cluster.view                all   all   all   all   all   all   all   all   all
cluster.found               .     below .     .     .     .     .     below .
cluster.assign              .     below .     .     .     .     .     below .
person.view                 .     .     .     .     .     .     .     below .
person.create               .     .     .     .     .     .     .     below .
person.invite               .     .     .     .     .     .     .     below .
person.confirmInvite        .     .     .     .     .     .     below below .
person.disable              .     .     .     .     .     .     .     below .
person.enable               .     .     .     .     .     .     .     below .
post.appoint                .     .     .     .     .     .     .     below .
post.confirm                .     .     .     .     .     .     below below .
post.substitute             .     .     .     .     .     .     .     below .
post.end                    .     .     .     .     .     .     .     below .
post.release                .     .     .     .     .     .     below .     .
post.handOver               .     .     .     .     .     .     .     below .
body.view                   below below below below below below below below .
body.found                  .     own   .     .     .     .     .     below .
body.edit                   .     own   .     .     .     .     .     below .
body.dissolve               .     own   .     .     .     .     .     below .
advisory.view               all   all   all   all   all   all   all   all   all
advisory.assign             .     below .     .     .     .     .     below .
advisory.end                .     below .     .     .     .     .     below .
period.view                 all   all   all   all   all   all   all   all   all
period.extend               .     below .     .     .     .     .     .     .
period.manage               .     .     .     .     .     .     .     below .
event.view                  .     below .     .     .     .     below below .
session.view                all   all   all   all   all   all   all   all   all
session.accept              all   all   all   all   all   all   all   all   all
session.changePassword      all   all   all   all   all   all   all   all   all
session.prove               all   all   all   all   all   all   all   all   all
session.end                 all   all   all   all   all   all   all   all   all
session.endOthers           all   all   all   all   all   all   all   all   all
session.prepareSecondFactor all   all   all   all   all   all   all   all   all
session.enableSecondFactor  all   all   all   all   all   all   all   all   all
session.renewRecoveryCodes  all   all   all   all   all   all   all   all   all
session.disableSecondFactor all   all   all   all   all   all   all   all   all
session.link                all   all   all   all   all   all   all   all   all
session.unlink              all   all   all   all   all   all   all   all   all
`);
});

test("before a council has it, a scoring is the office's as any other step; afterwards its unit's alone", () => {
  const office = person(["standingOffice", ward]);
  expect(can(office, "scoring.appraise", { ...cell, authorities: { council: null } })).toBe(true);
  expect(can(office, "scoring.appraise", { ...cell, authorities: { council: "province" } })).toBe(false);
  expect(can(office, "scoring.appraise", { ...sibling, authorities: { council: null } })).toBe(false);
});

test("every action and every role has words, and no two actions have the same", () => {
  const words = actions.map((action) => policy[action].text);
  expect(new Set(words).size).toBe(words.length);
  for (const role of roles) expect(roleText[role]).toMatch(/^\p{Lu}\p{L}/u);
});

describe("a member of a council", () => {
  const member = person(["councilMember", ward], ["unitOfficer", cell]);
  const conflicting = ["scoring.mark", "scoring.handIn"] as const;

  test.each(conflicting)("does not do “%s” for the unit where they hold another post", (action) => {
    expect(can(member, action, cell)).toBe(false);
    expect(can(member, action, ward)).toBe(true);
    expect(can(person(["councilMember", ward]), action, cell)).toBe(true);
  });

  test("sits on two councils without either being their own unit", () => {
    const both = person(["councilMember", ward], ["councilMember", province]);
    expect(can(both, "scoring.mark", ward)).toBe(true);
  });

  test("whatever posts one holds, no seat reaches a unit where one holds another post", () => {
    const units = [province, ward, cell, sibling];
    const anyPosts = fc.array(fc.tuple(fc.constantFrom(...roles), fc.constantFrom(...units)), { maxLength: 6 });
    fc.assert(
      fc.property(anyPosts, fc.constantFrom(...units), fc.constantFrom(...conflicting), (posts, unit, action) => {
        const held = posts.some(([role, at]) => isOwnRole(role) && at === unit);
        const seated = posts.some(([role, at]) => role === "councilMember" && unit.path.includes(at.id));
        expect(can(person(...posts), action, unit)).toBe(seated && !held);
      }),
    );
  });
});

describe("a post at the one root of all units", () => {
  test("reaches below what it would reach unit by unit, and no own unit where that is kept out", () => {
    const units = [province, ward, cell, sibling];
    const unrooted = (actor: Actor): Actor => ({
      ...actor,
      posts: actor.posts.map((post) => ({ ...post, isRoot: false })),
    });
    const posts = fc.array(fc.tuple(fc.constantFrom(...roles), fc.constantFrom(...units)), { maxLength: 4 });
    fc.assert(
      fc.property(posts, fc.constantFrom(...units), fc.constantFrom(...actions), (held, unit, action) => {
        expect(can(person(...held), action, unit)).toBe(can(unrooted(person(...held)), action, unit));
      }),
    );
  });
});

describe("several posts", () => {
  test("allow what any of them allows, in the capacity of the one that does", () => {
    const actor = person(["leader", province], ["standingOffice", ward]);
    expect(authorize(actor, "model.accept", cell).role).toBe("standingOffice");
    expect(grantFor(actor, "model.view", sibling)?.post.role).toBe("leader");
    expect(grantsOf(actor, "model.view").map(({ post, reach }) => [post.unitId, reach])).toEqual([
      ["province", "all"],
      ["ward", "below"],
    ]);
  });

  test("add up: what two people may do apart, one with both posts may do, own unit's marks aside", () => {
    const units = [province, ward, cell, sibling];
    const post = fc.tuple(fc.constantFrom(...roles), fc.constantFrom(...units));
    const places = [...units, apart];
    const additive = actions.filter((action) => !["scoring.mark", "scoring.handIn"].includes(action));
    fc.assert(
      fc.property(post, post, fc.constantFrom(...places), fc.constantFrom(...additive), (one, other, unit, action) => {
        const apart = can(person(one), action, unit) || can(person(other), action, unit);
        expect(can(person(one, other), action, unit)).toBe(apart);
      }),
    );
  });
});

test("nobody may do anything without a post, and is told which thing in words", () => {
  for (const action of actions) {
    expect(grantsOf(person(), action)).toEqual([]);
    const refused = () => authorize(person(), action, ward);
    expect(refused).toThrow(DomainError);
    expect(refused).toThrow(
      expect.objectContaining({
        code: "policy.denied",
        details: expect.objectContaining({ action: policy[action].text, roles: rolesThatMay(action) }),
      }),
    );
  }
});

describe("where somebody may do something", () => {
  test("is each of their units once, as far as the widest of their posts there reaches", () => {
    const both = person(["unitOfficer", ward], ["standingOffice", ward], ["unitOfficer", cell]);
    expect(unitsWhere(both, "model.create")).toEqual([
      { id: "ward", name: "ward", reach: "below" },
      { id: "cell", name: "cell", reach: "own" },
    ]);
    expect(unitsWhere(both, "unit.manage")).toEqual([]);
    expect(unitsWhere(person(["administrator", province]), "unit.manage")).toEqual([
      { id: "province", name: "province", reach: "all" },
    ]);
  });

  test("is nowhere where they would judge themselves", () => {
    expect(unitsWhere(person(["councilMember", ward], ["unitOfficer", ward]), "scoring.mark")).toEqual([]);
  });
});

describe("whose a step is", () => {
  const said = (action: Action, unit: UnitPlace) =>
    postsFor(action, unit).map(({ role, unitId, distance }) => `${role} ${unitId} ${distance}`);

  test("is the nearest unit's first, then those above", () => {
    expect(said("model.accept", cell)).toEqual([
      "standingOffice cell 0",
      "standingOffice ward 1",
      "standingOffice province 2",
    ]);
    expect(said("model.submit", cell)).toEqual([
      "unitOfficer cell 0",
      "standingOffice cell 0",
      "standingOffice ward 1",
      "standingOffice province 2",
    ]);
  });

  test("is one unit's where it is that unit's act, and nobody's where that unit is not said", () => {
    expect(said("scoring.close", apart)).toEqual(["standingOffice ward 0"]);
    expect(said("recognition.recognize", apart)).toEqual(["leader province 0"]);
    expect(said("recognition.recognize", cell)).toEqual([]);
  });

  test("is whoever carries on a unit that has ended", () => {
    expect(said("scoring.declare", { ...cell, holderId: "sibling" })).toEqual(["unitOfficer sibling 0"]);
  });

  test("is theirs to whom the policy allows it, and nobody else's", () => {
    const differing: string[] = [];
    for (const action of actions)
      for (const role of roles)
        for (const at of [ward, cell, province])
          for (const unit of [cell, apart, ward]) {
            const actor = person([role, at]);
            const named = postsFor(action, unit).some((post) => post.role === role && post.unitId === at.id);
            // What reaches everywhere is not told by the unit's own line.
            const isEverywhere = grantsOf(actor, action).some(({ reach }) => reach === "all");
            if (!isEverywhere && named !== can(actor, action, unit)) differing.push(`${action} ${role} at ${at.id}`);
          }
    expect(differing).toEqual([]);
  });
});
