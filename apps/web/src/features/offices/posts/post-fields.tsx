import { bodyKindsOf, bodySeats, bodySeatText } from "@kheo/core/offices/bodies";
import { emptyOf, type Fields, type TypedOf } from "@kheo/core/ground/fields";
import { needsSeat, postFields } from "@kheo/core/offices/posts";
import type { Unit } from "@kheo/core/territory/units";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { type BoxProps } from "../../../kit/fields/box.ts";
import { OneOf } from "../../../kit/fields/choice-boxes.tsx";
import { trpc } from "../../../lib/trpc.ts";
import { UnitBox } from "../../territory/units/unit-box.tsx";
import type { UnitTree } from "../../territory/units/use-units.ts";

/** A post with the unit that it is of. */
export const postAtUnitFields = { unitId: { kind: "unit", label: "Đơn vị" }, ...postFields } as const satisfies Fields;
export type TypedPost = TypedOf<typeof postAtUnitFields>;

export const startOfPost = (today: string): TypedPost => ({
  ...emptyOf(postAtUnitFields),
  role: "unitOfficer",
  seat: "member",
  validFrom: today,
});

/** What is not asked of the chosen role. */
export const withoutFor = ({ role }: TypedPost): readonly (keyof TypedPost)[] => [
  ...(role !== null && bodyKindsOf(role).length > 0 ? [] : (["bodyId"] as const)),
  ...(role !== null && needsSeat(role) ? [] : (["seat"] as const)),
  ...(role === "standingOffice" ? [] : (["organUnitId"] as const)),
];

/** With another unit or role, the body and the organ are others. */
export const ofUnitAndRole = (
  now: Pick<TypedPost, "unitId" | "role">,
  before: Pick<TypedPost, "unitId" | "role">,
): Partial<Pick<TypedPost, "bodyId" | "organUnitId">> =>
  now.unitId === before.unitId && now.role === before.role ? {} : { bodyId: null, organUnitId: null };

/** The bodies of the unit on which the role is held. */
const useBodies = ({ unitId, role }: TypedPost) => {
  const kinds = role === null ? [] : bodyKindsOf(role);
  const bodies = useQuery(
    trpc.bodies.list.queryOptions(
      { unitId: unitId ?? undefined, limit: 500 },
      { enabled: unitId !== null && kinds.length > 0 },
    ),
  );
  const fitting = (bodies.data?.rows ?? []).filter(
    ({ kind, dissolvedOn }) => kinds.includes(kind) && dissolvedOn === null,
  );
  return { kinds, fitting };
};

type OfPost = { readonly box: BoxProps; readonly typed: TypedPost };

/** The body on which the seat is; the unit's council where it has none yet. */
const BodyBox = ({ box, typed }: OfPost) => {
  const { kinds, fitting } = useBodies(typed);
  return (
    <OneOf
      {...box}
      description={{
        ...box.description,
        ...(fitting.length === 0 && { hint: "Đơn vị chưa có; lập ở trang Hội đồng, tổ, ban." }),
      }}
      nothing={kinds.includes("council") ? "Hội đồng thẩm định của đơn vị" : "Chưa chọn"}
      data={fitting.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
};

/** The seat, by the name it has on the chosen kind of body. */
const SeatBox = ({ box, typed }: OfPost) => {
  const { kinds, fitting } = useBodies(typed);
  const chosen = fitting.find(({ id }) => id === typed.bodyId) ?? fitting[0];
  const words = bodySeatText[chosen?.kind ?? kinds[0] ?? "council"];
  return <OneOf {...box} data={bodySeats.map((seat) => ({ value: seat, label: words[seat] }))} />;
};

/** The organ of the unit that carries the duty. */
const OrganBox = ({ box, typed: { unitId } }: OfPost) => {
  const belowUnit = useCallback(
    (unit: Unit, tree: UnitTree) => tree.above(unit).some(({ id }) => id === unitId),
    [unitId],
  );
  return <UnitBox {...box} clearable among={belowUnit} />;
};

/** How the boxes of a post are drawn. */
export const drawPost = (among: (unit: Unit, tree: UnitTree) => boolean) => ({
  unitId: (box: BoxProps) => <UnitBox {...box} among={among} />,
  bodyId: (box: BoxProps, typed: TypedPost) => <BodyBox box={box} typed={typed} />,
  seat: (box: BoxProps, typed: TypedPost) => <SeatBox box={box} typed={typed} />,
  organUnitId: (box: BoxProps, typed: TypedPost) => <OrganBox box={box} typed={typed} />,
});
