import { Stack, Text } from "@mantine/core";
import { useCallback, useState } from "react";
import type { Outgoing } from "../../../lib/outbox/outgoing.ts";
import { useOutbox } from "../../../lib/outbox/use-outbox.ts";
import { AddEvidence } from "./add-evidence.tsx";
import type { EvidenceOf } from "./evidence-data.ts";
import { EvidenceFile } from "./evidence-file.tsx";
import { OutgoingFile } from "./outgoing-file.tsx";
import { type Bearer, useAttached } from "./use-evidence.tsx";
import "./evidence.css";

type PartProps = {
  readonly bearer: Bearer;
  readonly evidence: EvidenceOf;
  /** The code of a criterion, or nothing for the registration. */
  readonly criterion: string | null;
  /** What it is evidence of, for those who hear the list. */
  readonly label: string;
  /** Whether files are added and changed here, or only looked at. */
  readonly adds: boolean;
  /** Said where there is nothing; without it nothing is. */
  readonly empty?: string;
};

const isHere = (row: Outgoing, { id }: Bearer, criterion: string | null): boolean =>
  row.to === id && row.criterion === criterion;

/** What is on its way to a part of a dossier, with what it has come to. */
const OnTheirWay = ({ bearer, criterion }: Pick<PartProps, "bearer" | "criterion">) => {
  const { id } = bearer;
  const [names, setNames] = useState<readonly string[]>([]);
  const delivered = useCallback(
    (row: Outgoing) => {
      if (row.to === id && row.criterion === criterion) setNames((before) => [...before, row.name]);
    },
    [id, criterion],
  );
  const rows = useOutbox(delivered).filter((row) => isHere(row, bearer, criterion));
  return (
    <>
      {rows.length > 0 && (
        <ul className="evidence-list" aria-label="Tệp đang gửi">
          {rows.map((row) => (
            <OutgoingFile key={row.key} row={row} />
          ))}
        </ul>
      )}
      {/* Not above the page: ten photos would hide it. */}
      <Text component="output" size="sm" c="warm.7">
        {names.length > 0 && `Đã đính kèm ${names.map((name) => `“${name}”`).join(", ")}.`}
      </Text>
    </>
  );
};

/** The photos and documents of one part of a dossier, and the way to add some. */
export const EvidencePart = ({ bearer, evidence, criterion, label, adds, empty }: PartProps) => {
  const files = evidence.files.filter((file) => file.criterion === criterion);
  const mayAdd = adds && (criterion === null ? evidence.mayAttachToModel : evidence.mayAttachToCriteria);
  if (files.length === 0 && !mayAdd && empty === undefined) return null;
  return (
    <Stack gap="sm" className="evidence-part">
      {files.length === 0 && empty !== undefined && <Text c="warm.7">{empty}</Text>}
      {files.length > 0 && (
        <ul className="evidence-list" aria-label={label}>
          {files.map((file) => (
            <EvidenceFile key={file.id} file={file} bearer={bearer} evidence={evidence} changes={adds} />
          ))}
        </ul>
      )}
      {mayAdd && (
        <>
          <OnTheirWay bearer={bearer} criterion={criterion} />
          <AddEvidence bearer={bearer} criterion={criterion} label={label} present={files} />
        </>
      )}
    </Stack>
  );
};

/** What is attached to a criterion of the dossier that is open, beside that criterion. */
export const CriterionEvidence = ({ code, adds = false }: { readonly code: string; readonly adds?: boolean }) => {
  const attached = useAttached();
  if (!attached) return null;
  return (
    <EvidencePart
      bearer={attached}
      evidence={attached.evidence}
      criterion={code}
      label={`Minh chứng của ${code}`}
      adds={adds}
    />
  );
};

/** What is attached to the registration of the dossier that is open. */
export const RegistrationEvidence = () => {
  const attached = useAttached();
  if (!attached) return null;
  return (
    <EvidencePart
      bearer={attached}
      evidence={attached.evidence}
      criterion={null}
      label="Minh chứng của phiếu đăng ký"
      adds={false}
    />
  );
};
