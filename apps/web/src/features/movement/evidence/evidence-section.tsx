import { Link } from "@tanstack/react-router";
import { Loaded } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { useSession } from "../../../lib/session.ts";
import { EvidencePart } from "./evidence-part.tsx";
import { type Bearer, useEvidenceOf } from "./use-evidence.tsx";

type EvidenceSectionProps = Bearer & {
  readonly title: string;
};

/** The files of the registration of a model, as a part of its page. */
export const EvidenceSection = ({ id, unitId, title }: EvidenceSectionProps) => {
  const { may } = useSession();
  const query = useEvidenceOf(id);
  if (!may("evidence.view")) return null;
  return (
    <Section title={title} lead={may("evidence.attach") && <Link to="/minh-chung">Mở kho minh chứng</Link>}>
      <Loaded query={query} rows={2}>
        {(evidence) => (
          <EvidencePart
            bearer={{ id, unitId }}
            evidence={evidence}
            criterion={null}
            label={title}
            adds
            empty="Chưa có ảnh, tài liệu nào kèm theo phiếu đăng ký."
          />
        )}
      </Loaded>
    </Section>
  );
};
