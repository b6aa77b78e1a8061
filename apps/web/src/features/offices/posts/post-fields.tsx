import { bodyKindsOf, type BodySeat, bodySeats, bodySeatText } from "@kheo/core/offices/bodies";
import { needsSeat } from "@kheo/core/offices/posts";
import { type Role, roles, roleText } from "@kheo/core/rules/policy";
import type { Unit } from "@kheo/core/territory/units";
import { NativeSelect, SimpleGrid, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { trpc } from "../../../lib/trpc.ts";
import type { UnitTree } from "../../territory/units/use-units.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { field, type FieldErrors } from "../../../kit/field.ts";
import { UnitSelect } from "../../territory/units/unit-select.tsx";

/** A post as it is typed; `bodyId` is empty where the first seat of a unit founds its council. */
export type TypedPost = {
  readonly unitId: string | null;
  readonly role: Role;
  readonly seat: BodySeat;
  readonly bodyId: string | null;
  readonly organUnitId: string | null;
  readonly validFrom: string;
  readonly validTo: string;
  readonly document: string;
};

export const emptyPost = (today: string): TypedPost => ({
  unitId: null,
  role: "unitOfficer",
  seat: "member",
  bodyId: null,
  organUnitId: null,
  validFrom: today,
  validTo: "",
  document: "",
});

/** What is sent of it: only what belongs to the chosen role. */
export const postFrom = ({ role, seat, bodyId, organUnitId, validFrom, validTo, document }: TypedPost) => ({
  role,
  validFrom,
  validTo: validTo === "" ? null : validTo,
  seat: needsSeat(role) ? seat : null,
  bodyId: bodyKindsOf(role).length > 0 ? bodyId : null,
  organUnitId: role === "standingOffice" ? organUnitId : null,
  document,
});

type PostFieldsProps = {
  readonly post: TypedPost;
  readonly set: (part: Partial<TypedPost>) => void;
  readonly errors: FieldErrors;
  readonly among: (unit: Unit, tree: UnitTree) => boolean;
};

/** The body on which the seat is, among those of the unit; the unit's council where it has none yet. */
const BodyFields = ({ post: { unitId, role, seat, bodyId }, set, errors }: Omit<PostFieldsProps, "among">) => {
  const kinds = bodyKindsOf(role);
  const bodies = useQuery(
    trpc.bodies.list.queryOptions(
      { unitId: unitId ?? undefined, limit: 500 },
      { enabled: unitId !== null && kinds.length > 0 },
    ),
  );
  if (kinds.length === 0) return null;
  const fitting = (bodies.data?.rows ?? []).filter(
    ({ kind, dissolvedOn }) => kinds.includes(kind) && dissolvedOn === null,
  );
  const chosen = fitting.find(({ id }) => id === bodyId) ?? fitting[0];
  return (
    <>
      <NativeSelect
        label="Hội đồng, tổ, ban"
        {...field(
          "bodyId",
          errors,
          fitting.length === 0 ? "Đơn vị chưa có; lập ở trang Hội đồng, tổ, ban." : undefined,
        )}
        value={bodyId ?? ""}
        data={[
          { value: "", label: kinds.includes("council") ? "Hội đồng thẩm định của đơn vị" : "Chưa chọn" },
          ...fitting.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => {
          set({ bodyId: event.currentTarget.value === "" ? null : event.currentTarget.value });
        }}
      />
      {needsSeat(role) && (
        <NativeSelect
          label="Chức danh"
          {...field("seat", errors)}
          value={seat}
          data={bodySeats.map((one) => ({
            value: one,
            label: bodySeatText[chosen?.kind ?? kinds[0] ?? "council"][one],
          }))}
          onChange={(event) => {
            set({ seat: event.currentTarget.value as BodySeat });
          }}
        />
      )}
    </>
  );
};

/** The boxes of a post. */
export const PostFields = ({ post, set, errors, among }: PostFieldsProps) => {
  const { unitId } = post;
  const belowUnit = useCallback(
    (unit: Unit, tree: UnitTree) => tree.above(unit).some(({ id }) => id === unitId),
    [unitId],
  );
  return (
    <>
      <UnitSelect
        label="Đơn vị"
        {...field("unitId", errors)}
        among={among}
        value={unitId}
        choose={(chosen) => {
          set({ unitId: chosen, bodyId: null, organUnitId: null });
        }}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label="Vai trò"
          {...field("role", errors)}
          value={post.role}
          data={roles.map((role) => ({ value: role, label: roleText[role] }))}
          onChange={(event) => {
            set({ role: event.currentTarget.value as Role, bodyId: null, organUnitId: null });
          }}
        />
        <BodyFields post={post} set={set} errors={errors} />
        {post.role === "standingOffice" && (
          <UnitSelect
            label="Cơ quan được giao (nếu có)"
            clearable
            clearButtonProps={{ "aria-label": "Bỏ chọn cơ quan" }}
            {...field("organUnitId", errors, "Ví dụ: Ủy ban MTTQ Việt Nam phường")}
            among={belowUnit}
            value={post.organUnitId}
            choose={(organUnitId) => {
              set({ organUnitId });
            }}
          />
        )}
        <DayInput
          label="Giữ chức vụ từ ngày"
          {...field("validFrom", errors, "Ví dụ: 01/07/2025")}
          value={post.validFrom}
          onChange={(validFrom) => {
            set({ validFrom });
          }}
        />
        <DayInput
          label="Đến ngày (nếu đã biết)"
          {...field("validTo", errors, "Để trống khi chưa biết.")}
          value={post.validTo}
          onChange={(validTo) => {
            set({ validTo });
          }}
        />
        <TextInput
          label="Văn bản giao (nếu có)"
          {...field("document", errors, "Ví dụ: Quyết định số 15-QĐ/ĐU")}
          value={post.document}
          onChange={(event) => {
            set({ document: event.currentTarget.value });
          }}
        />
      </SimpleGrid>
    </>
  );
};
