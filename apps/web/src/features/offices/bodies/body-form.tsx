import {
  ballotKindText,
  type BallotKind,
  type Body,
  type BodyKind,
  bodyKinds,
  bodyKindText,
  type BodyRules,
  defaultBodyRules,
  type RatioBase,
  ratioBaseText,
} from "@kheo/core/offices/bodies";
import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { fieldErrors, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { field, type FieldErrors, problemsOf } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Failure } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { UnitSelect } from "../../territory/units/unit-select.tsx";
import { useReach } from "../../territory/units/use-reach.ts";

const optionsOf = <Value extends string>(texts: Readonly<Record<Value, string>>) =>
  (Object.entries(texts) as [Value, string][]).map(([value, label]) => ({ value, label }));

/** `2/3` as typed, until it is a share; what is none stays text for the field's rule to refuse. */
const shareOf = (text: string): { part: number; of: number } => {
  const [part = "", of = ""] = text.split("/");
  return { part: Number(part || Number.NaN), of: Number(of || Number.NaN) };
};
const shareText = ({ part, of }: { readonly part: number; readonly of: number }): string => `${part}/${of}`;

type Typed = {
  readonly unitId: string | null;
  readonly kind: BodyKind;
  readonly name: string;
  readonly document: string;
  readonly foundedOn: string;
  readonly quorum: string;
  readonly threshold: string;
  readonly strict: boolean;
  readonly base: RatioBase;
  readonly ballot: BallotKind;
};

const typedFrom = (body: Body | null, today: string): Typed => {
  const rules: BodyRules = body?.rules ?? defaultBodyRules;
  return {
    unitId: body?.unitId ?? null,
    kind: body?.kind ?? "council",
    name: body?.name ?? "",
    document: body?.document ?? "",
    foundedOn: body?.foundedOn ?? today,
    quorum: shareText(rules.quorum),
    threshold: shareText(rules.threshold),
    strict: rules.threshold.strict,
    base: rules.base,
    ballot: rules.ballot,
  };
};

const contentOf = ({ name, document, quorum, threshold, strict, base, ballot }: Typed) => ({
  name,
  document,
  rules: { quorum: shareOf(quorum), threshold: { ...shareOf(threshold), strict }, base, ballot },
});

/** Errors stand at the box of the share, whichever of its two numbers they are about. */
const errorsOf = (error: unknown): FieldErrors =>
  Object.fromEntries(
    Object.entries(fieldErrors(error)).map(([path, text]) => [
      path.replace(/^rules\./u, "").replace(/\.(?:part|of)$/u, ""),
      text,
    ]),
  );

/** A body is founded, or its name and rules are edited. */
export const BodyForm = ({ body, close }: { readonly body: Body | null; readonly close: () => void }) => {
  const { today } = useSession();
  const [typed, setTyped] = useState(() => typedFrom(body, today));
  const [attempts, setAttempts] = useState(0);
  const found = useChange(trpc.bodies.found.mutationOptions());
  const edit = useChange(trpc.bodies.edit.mutationOptions());
  const among = useReach("body.found");
  const error = body ? edit.error : found.error;
  const errors: FieldErrors = {
    ...(attempts > 0 && typed.unitId === null && { unitId: "Đơn vị: chưa chọn." }),
    ...errorsOf(error),
  };
  const set = (part: Partial<Typed>) => {
    setTyped({ ...typed, ...part });
  };
  const submit = () => {
    setAttempts(attempts + 1);
    const done = () => {
      say(body ? "Đã lưu quy chế." : `Đã lập ${typed.name.trim()}.`);
      close();
    };
    if (body) {
      edit.send({ id: body.id, version: body.version, data: contentOf(typed) }, done);
    } else if (typed.unitId !== null) {
      const { unitId, kind, foundedOn } = typed;
      found.send({ id: unitId, data: { ...contentOf(typed), kind, foundedOn } }, done);
    }
  };
  return (
    <Section
      title={body ? "Sửa tên và quy chế" : "Lập hội đồng, tổ, ban"}
      lead="Phiên họp đã triệu tập giữ quy chế của ngày triệu tập; quy chế mới dùng cho phiên họp sau."
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          {Object.keys(errors).length > 0 ? (
            <ErrorList problems={problemsOf(errors)} refusals={attempts} />
          ) : (
            <Failure error={error} />
          )}
          {!body && (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <UnitSelect
                label="Đơn vị"
                {...field("unitId", errors)}
                among={among}
                value={typed.unitId}
                choose={(unitId) => {
                  set({ unitId });
                }}
              />
              <NativeSelect
                label="Loại"
                {...field("kind", errors)}
                value={typed.kind}
                data={bodyKinds.map((kind) => ({ value: kind, label: bodyKindText[kind] }))}
                onChange={(event) => {
                  set({ kind: event.currentTarget.value as BodyKind });
                }}
              />
            </SimpleGrid>
          )}
          <TextInput
            label="Tên"
            {...field("name", errors, "Ví dụ: Hội đồng thẩm định phường Trà Câu")}
            value={typed.name}
            onChange={(event) => {
              set({ name: event.currentTarget.value });
            }}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label="Quyết định thành lập (nếu có)"
              {...field("document", errors, "Ví dụ: Quyết định số 15-QĐ/ĐU")}
              value={typed.document}
              onChange={(event) => {
                set({ document: event.currentTarget.value });
              }}
            />
            {!body && (
              <DayInput
                label="Ngày thành lập"
                {...field("foundedOn", errors, "Ví dụ: 15/01/2026")}
                value={typed.foundedOn}
                onChange={(foundedOn) => {
                  set({ foundedOn });
                }}
              />
            )}
            <TextInput
              label="Số thành viên phải bỏ phiếu"
              {...field("quorum", errors, "Phần của tổng số thành viên. Ví dụ: 2/3")}
              value={typed.quorum}
              onChange={(event) => {
                set({ quorum: event.currentTarget.value });
              }}
            />
            <TextInput
              label="Tỷ lệ đồng ý để thông qua"
              {...field("threshold", errors, "Ví dụ: 1/2 hoặc 70/100")}
              value={typed.threshold}
              onChange={(event) => {
                set({ threshold: event.currentTarget.value });
              }}
            />
            <NativeSelect
              label="Tỷ lệ đồng ý tính trên"
              {...field("base", errors)}
              value={typed.base}
              data={optionsOf(ratioBaseText)}
              onChange={(event) => {
                set({ base: event.currentTarget.value as RatioBase });
              }}
            />
            <NativeSelect
              label="Hình thức thường dùng"
              {...field("ballot", errors)}
              value={typed.ballot}
              data={optionsOf(ballotKindText)}
              onChange={(event) => {
                set({ ballot: event.currentTarget.value as BallotKind });
              }}
            />
          </SimpleGrid>
          <Checkbox
            label="Phải quá tỷ lệ này mới thông qua (bằng tỷ lệ thì chưa đạt)"
            checked={typed.strict}
            onChange={(event) => {
              set({ strict: event.currentTarget.checked });
            }}
          />
          <Group gap="sm">
            <Button type="submit" loading={found.isPending || edit.isPending}>
              {body ? "Lưu quy chế" : "Lập hội đồng, tổ, ban"}
            </Button>
            <Button variant="default" onClick={close}>
              Thôi
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
};
