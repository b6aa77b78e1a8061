import type { AppRouter } from "@kheo/api/index";
import { emptyOf } from "@kheo/core/ground/fields";
import { documentOriginText, documentTypes, issuedDocumentFields, seriesText } from "@kheo/core/offices/documents";
import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { inferRouterOutputs } from "@trpc/server";
import { Facts } from "../../../kit/facts.tsx";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Page } from "../../../kit/page.tsx";
import { PapersSection } from "../../../kit/papers-section.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { ThingHistory } from "../../rules/events/thing-history.tsx";
import { NextLine } from "../../rules/next-line.tsx";
import { StateMark } from "../../rules/state-mark.tsx";
import { Steps } from "../../rules/steps.tsx";
import { ThingPage } from "../../rules/thing-page.tsx";

type Entry = inferRouterOutputs<AppRouter>["documents"]["get"];
type Of = { readonly entry: Entry };

const IssueForm = ({ entry: { document } }: Of) => {
  const { today } = useSession();
  const issue = useChange(trpc.documents.issue.mutationOptions());
  const { id, version, abstract } = document;
  return (
    <Section title="Ghi ban hành" lead="Ngày ban hành phải cùng thứ tự với số: không trước văn bản có số nhỏ hơn.">
      <FieldsForm
        name="Ghi ban hành"
        form="documentIssue"
        of={[id]}
        fields={issuedDocumentFields}
        start={{ ...emptyOf(issuedDocumentFields), issuedOn: today, abstract }}
        over={version}
        refusedAt={{
          "document.datedAhead": "issuedOn",
          "document.otherSeries": "issuedOn",
          "document.outOfOrder": "issuedOn",
        }}
        send={({ values, version: over, key }) =>
          issue.sendAsync({ id, version: over, data: { ...values, reason: "" } }, key)
        }
        sent={() => undefined}
        button="Ghi ban hành"
      />
    </Section>
  );
};

const factsOf = ({ document }: Entry) => [
  { label: issuedDocumentFields.abstract.label, value: document.abstract },
  { label: "Loại văn bản", value: documentTypes[document.type] },
  { label: "Cơ quan ban hành", value: document.issuerName },
  { label: "Đi, đến", value: documentOriginText[document.received ? "received" : "own"] },
  {
    label: "Sổ của đơn vị",
    value: (
      <>
        <Link to="/don-vi/$id" params={{ id: document.unitId }}>
          {document.unitName}
        </Link>
        {document.series !== null && `, ${seriesText(document.series)}`}
      </>
    ),
  },
  ...(document.issuedOn === null
    ? []
    : [{ label: issuedDocumentFields.issuedOn.label, value: dayText(document.issuedOn) }]),
  ...(document.signatory === "" ? [] : [{ label: issuedDocumentFields.signatory.label, value: document.signatory }]),
  ...(document.capacity === "" ? [] : [{ label: issuedDocumentFields.capacity.label, value: document.capacity }]),
  { label: "Ngày vào sổ", value: dayText(document.enteredOn) },
];

const Whole = ({ entry }: Of) => {
  const { document, steps, next } = entry;
  const { id, version, state, reason, numberText } = document;
  return (
    <Page
      title={`Văn bản số ${numberText}`}
      summary={
        <>
          {document.issuerName} · <StateMark thing="document" state={state} />
        </>
      }
      action={<Steps thing="document" id={id} steps={steps} version={() => Promise.resolve(version)} />}
    >
      <Stack gap="lg">
        <NextLine next={next} />
        {reason !== null && <Notice title="Lý do hủy số">{reason}</Notice>}
        {steps.includes("issue") && <IssueForm entry={entry} />}
        <Section title="Trong sổ">
          <Facts facts={factsOf(entry)} />
        </Section>
        {document.isWritten && (
          <PapersSection papers={[{ name: `Văn bản số ${numberText}`, file: "document", query: { id } }]} />
        )}
        <ThingHistory of="documents" id={id} />
      </Stack>
    </Page>
  );
};

/** One document of the book: what it is, what can be done with its number, and who did what. */
export const DocumentPage = () => {
  const { id } = useParams({ from: "/shell/van-ban/$id" });
  const found = useQuery(trpc.documents.get.queryOptions({ id, data: {} }));
  return (
    <ThingPage thing="document" query={found}>
      {(entry) => <Whole entry={entry} />}
    </ThingPage>
  );
};
