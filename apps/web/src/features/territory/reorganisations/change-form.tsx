import { lowerFirst } from "@kheo/core/ground/sentences";
import { unitChangeText } from "@kheo/core/territory/units";
import type { PlanProblem } from "@kheo/core/territory/reorganisations";
import { Button, Fieldset, Group, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { UnitTree } from "../units/use-units.ts";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, type FieldErrors, fieldId } from "../../../kit/field.ts";
import { NumberBox } from "../../../kit/number-box.tsx";
import { Section } from "../../../kit/section.tsx";
import { SeveralUnits, UnitChoice } from "../units/unit-choice.tsx";
import type { UnitOptions } from "./plan-units.ts";
import { changeForms, isBlank, newUnit, type TypedChange, type TypedUnit, unitOf, withFrom } from "./typed-plan.ts";
import { type UnitFieldsProps, UnitFields } from "./unit-fields.tsx";

type IntoProps = Omit<UnitFieldsProps, "path" | "set"> & {
  readonly index: number;
  readonly tree: UnitTree;
  readonly others: readonly TypedChange[];
  readonly replace: (unit: TypedUnit) => void;
  readonly remove: (() => void) | null;
};

/** A unit that takes the old ones in: a new one, one in force, or one that another change of the plan makes. */
const Into = ({ index, tree, others, replace, remove, ...fields }: IntoProps) => {
  const { unit, change, options, errors } = fields;
  const path = `into.${index}`;
  const inForce = tree.byId.has(unit.id);
  const known = inForce || others.some(({ into }) => into.some(({ id }) => id === unit.id));
  const existing = unit.id === "" || known;
  const title = change.into.length > 1 ? `Đơn vị nhận thứ ${index + 1}` : "Đơn vị sau thay đổi";
  // A neighbour that takes a part in stays what it is.
  const described = !(change.kind === "partial" && inForce) && unit.id !== "";
  return (
    <Fieldset legend={title}>
      <Stack>
        {change.kind !== "create" && (
          <Radio.Group
            label="Đơn vị này là"
            value={existing ? "existing" : "new"}
            onChange={(chosen) => {
              replace({ ...newUnit(unit.parentId), share: unit.share, ...(chosen === "existing" && { id: "" }) });
            }}
          >
            <Group gap="lg" mt={4}>
              <Radio value="new" label="Đơn vị mới" />
              <Radio value="existing" label="Đơn vị đã có, hoặc của thay đổi khác" />
            </Group>
          </Radio.Group>
        )}
        {existing && (
          <UnitChoice
            label="Đơn vị nhận"
            {...field(`${path}.id`, errors)}
            options={[...options.planned, ...options.inForce]}
            value={unit.id === "" ? null : unit.id}
            choose={(id) => {
              const found = unitOf(id, tree, others);
              if (found) replace({ ...found, share: unit.share });
            }}
          />
        )}
        {described ? (
          <UnitFields
            {...fields}
            path={path}
            set={(part) => {
              replace({ ...unit, ...part });
            }}
          />
        ) : (
          unit.id !== "" && (
            <NumberBox
              label="Phần nhận từ đơn vị cũ"
              {...field(`${path}.share`, errors, "Văn bản không ghi thì để trống.")}
              unit="%"
              value={unit.share}
              onChange={(share) => {
                replace({ ...unit, share });
              }}
            />
          )
        )}
        {remove && (
          <Button variant="default" className="self-start" onClick={remove}>
            Bỏ {lowerFirst(title)}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
};

type ChangeFormProps = {
  /** Counts from 0. */
  readonly index: number;
  readonly count: number;
  readonly change: TypedChange;
  readonly others: readonly TypedChange[];
  readonly tree: UnitTree;
  readonly options: UnitOptions;
  readonly errors: FieldErrors;
  readonly problems: readonly PlanProblem[];
  readonly set: (change: TypedChange) => void;
  readonly remove: () => void;
  readonly back: () => void;
};

/** One change of a plan; it asks only what its kind needs. */
export const ChangeForm = ({
  index,
  count,
  change,
  others,
  tree,
  options,
  errors,
  problems,
  set,
  remove,
  back,
}: ChangeFormProps) => {
  const { lead, from, into, posts } = changeForms[change.kind];
  // What is missing is said once the person thinks it is done.
  const [asked, ask] = useState(!isBlank(change));
  const [refusals, setRefusals] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
    form.current?.querySelector<HTMLElement>("input, select")?.focus({ preventScroll: true });
  }, []);
  const shown = asked ? errors : {};
  const listed = Object.entries(errors).map(([path, message]) => ({ field: fieldId(path), message }));
  const wrong = listed.length > 0 ? listed : problems.map(({ message }) => ({ field: "thay-doi-dau", message }));
  const firstId = from === "none" ? fieldId("into.0.name") : "thay-doi-dau";
  const replace = (at: number, unit: TypedUnit) => {
    set({ ...change, into: change.into.with(at, unit) });
  };
  return (
    <Section
      title={`Thay đổi thứ ${index + 1} trong ${count.toLocaleString("vi-VN")}: ${unitChangeText[change.kind]}`}
      lead={lead}
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask(true);
          if (wrong.length === 0) back();
          else setRefusals(refusals + 1);
        }}
      >
        <Stack gap="lg">
          {asked && (
            <ErrorList
              title={`Thay đổi này còn ${wrong.length} chỗ cần sửa`}
              problems={wrong.map((one) => (one.field === "thay-doi-dau" ? { ...one, field: firstId } : one))}
              refusals={refusals}
            />
          )}
          {from === "many" && (
            <SeveralUnits
              id="thay-doi-dau"
              label="Thêm đơn vị cũ"
              options={options.inForce}
              chosen={change.from}
              choose={(ids) => {
                set(withFrom(change, ids, tree));
              }}
            />
          )}
          {from === "one" && (
            <UnitChoice
              id="thay-doi-dau"
              label={into === "same" ? "Đơn vị" : "Đơn vị cũ"}
              options={options.inForce}
              value={change.from[0] ?? null}
              choose={(id) => {
                set(withFrom(change, [id], tree));
              }}
            />
          )}
          {into === "same" &&
            change.into.map((unit, at) => (
              <UnitFields
                key={unit.id}
                path={`into.${at}`}
                change={change}
                unit={unit}
                options={options}
                errors={shown}
                set={(part) => {
                  replace(at, { ...unit, ...part });
                }}
              />
            ))}
          {(into === "one" || into === "many") &&
            change.into.map((unit, at) => (
              <Into
                // The place in the list: the unit in it may be chosen anew.
                // oxlint-disable-next-line react/no-array-index-key
                key={at}
                index={at}
                change={change}
                unit={unit}
                tree={tree}
                others={others}
                options={options}
                errors={shown}
                replace={(other) => {
                  replace(at, other);
                }}
                remove={
                  change.into.length > (change.kind === "split" ? 2 : 1)
                    ? () => {
                        set({ ...change, into: change.into.toSpliced(at, 1) });
                      }
                    : null
                }
              />
            ))}
          {into === "many" && (
            <Button
              variant="default"
              className="self-start"
              onClick={() => {
                set({ ...change, into: [...change.into, newUnit(change.into[0]?.parentId ?? null)] });
              }}
            >
              Thêm đơn vị nhận
            </Button>
          )}
          {posts && (
            <Radio.Group
              label="Chức vụ tại các đơn vị cũ"
              value={change.posts}
              onChange={(chosen) => {
                set({ ...change, posts: chosen });
              }}
            >
              <Stack gap="xs" mt={4}>
                <Radio value="carry" label="Chuyển sang đơn vị mới" />
                <Radio value="end" label="Kết thúc; sẽ cử người giữ chức vụ mới" />
              </Stack>
            </Radio.Group>
          )}
          <TextInput
            label="Ghi chú (nếu có)"
            {...field("note", shown, "Ví dụ: Một phần thôn 2 chuyển về xã bên")}
            value={change.note}
            onChange={(event) => {
              set({ ...change, note: event.currentTarget.value });
            }}
          />
          <Group gap="sm">
            <Button type="submit">Xong thay đổi này</Button>
            <Button variant="default" onClick={back}>
              Về danh sách
            </Button>
            <Button variant="default" onClick={remove}>
              Bỏ thay đổi này
            </Button>
          </Group>
          <Text size="sm" c="warm.7">
            Nội dung được giữ ngay khi nhập; phương án chỉ được ghi khi lưu.
          </Text>
        </Stack>
      </form>
    </Section>
  );
};
