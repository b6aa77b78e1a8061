import { emptyOf, type Fields } from "@kheo/core/ground/fields";
import { type DocumentType, documentTypes, reservedDocumentFields } from "@kheo/core/offices/documents";
import { grantsOf } from "@kheo/core/rules/rights";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { BoxProps } from "../../../kit/fields/box.ts";
import { OneOf } from "../../../kit/fields/choice-boxes.tsx";
import { FieldBox } from "../../../kit/fields/field-box.tsx";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { UnitBox } from "../../territory/units/unit-box.tsx";
import { useReach } from "../../territory/units/use-reach.ts";

const fields = {
  unitId: { kind: "unit", label: "Sổ của đơn vị" },
  ...reservedDocumentFields,
} as const satisfies Fields;

const issuersAt = (unitId: string) => trpc.documents.issuers.queryOptions({ id: unitId, data: {} });

/** The bodies that issue at a unit; none until the unit is chosen. */
const useIssuers = (unitId: string | null) =>
  useQuery({ ...issuersAt(unitId ?? ""), enabled: unitId !== null }).data ?? [];

type OfUnit = { readonly unitId: string | null; readonly box: BoxProps };
type OfBody = OfUnit & { readonly symbol: string | null };

const BodyBox = ({ unitId, box }: OfUnit) => (
  <OneOf
    {...box}
    data={useIssuers(unitId).map(({ symbol, name }) => ({ value: symbol, label: `${symbol}: ${name}` }))}
  />
);

const TypeBox = ({ unitId, symbol, box }: OfBody) => {
  const body = useIssuers(unitId).find((one) => one.symbol === symbol);
  const types = body?.types ?? (Object.keys(documentTypes) as DocumentType[]);
  const last = body?.lastNumbers[box.value as DocumentType];
  const hint = last === undefined ? "Số tiếp theo được cấp tự động" : `Số gần nhất đã cấp: ${last}`;
  return (
    <OneOf
      {...box}
      description={{ ...box.description, hint }}
      data={types.map((type) => ({ value: type, label: documentTypes[type] }))}
    />
  );
};

/** Asked only while the series is empty; what was typed before stays in sight. */
const StartBox = ({ unitId, symbol, type, box }: OfBody & { readonly type: DocumentType | null }) => {
  const body = useIssuers(unitId).find((one) => one.symbol === symbol);
  const isBegun = type === null || body?.lastNumbers[type] !== undefined;
  return isBegun && box.value === null ? null : <FieldBox {...box} />;
};

const ReserveForm = ({ unitId, symbol }: { readonly unitId: string; readonly symbol: string | null }) => {
  const navigate = useNavigate();
  const reserve = useChange(trpc.documents.reserve.mutationOptions());
  const among = useReach("document.reserve");
  return (
    <FieldsForm
      name="Giữ số văn bản"
      form="document"
      of={[]}
      fields={fields}
      start={{ ...emptyOf(fields), unitId, symbol }}
      refusedAt={{
        "document.noSuchIssuer": "symbol",
        "document.typeNotAllowed": "type",
        "document.numberTaken": "startAt",
        "document.seriesBegun": "startAt",
      }}
      follow={(typed, before) => (typed.unitId === before.unitId ? {} : { symbol: null })}
      send={({ values: { unitId: at, ...data }, key }) => reserve.sendAsync({ id: at, data }, key)}
      sent={({ id, numberText }) => {
        say(`Đã giữ số ${numberText}.`);
        return navigate({ to: "/van-ban/$id", params: { id } });
      }}
      render={{
        unitId: (box) => <UnitBox {...box} among={among} />,
        symbol: (box, typed) => <BodyBox unitId={typed.unitId} box={box} />,
        type: (box, typed) => <TypeBox unitId={typed.unitId} symbol={typed.symbol} box={box} />,
        startAt: (box, typed) => <StartBox unitId={typed.unitId} symbol={typed.symbol} type={typed.type} box={box} />,
      }}
      button="Giữ số"
      isPage
    >
      {({ boxes }) => (
        <Section
          title="Văn bản sắp ban hành"
          lead="Số cấp liên tục theo loại văn bản, theo năm hoặc theo nhiệm kỳ của cấp ủy. Số đã giữ mà không dùng thì hủy, không cấp lại."
        >
          {boxes()}
        </Section>
      )}
    </FieldsForm>
  );
};

const Begun = ({ unitId }: { readonly unitId: string }) => (
  <Loaded query={useQuery(issuersAt(unitId))}>
    {([first]) => <ReserveForm unitId={unitId} symbol={first?.symbol ?? null} />}
  </Loaded>
);

/** Takes the next number for a document that is about to be issued. */
export const ReservePage = () => {
  const session = useSession();
  const [grant] = grantsOf(session, "document.reserve");
  return (
    <Page title="Giữ số văn bản" summary={<Link to="/van-ban">Sổ văn bản</Link>}>
      {grant ? (
        <Begun unitId={grant.post.unitId} />
      ) : (
        <Empty>Chức vụ của đồng chí không có quyền giữ số văn bản.</Empty>
      )}
    </Page>
  );
};
