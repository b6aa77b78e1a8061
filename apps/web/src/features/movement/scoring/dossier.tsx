import { fieldText, registrationItemNames, registrationItems, subjectKindText } from "@kheo/core/movement/models";
import { topicLabel } from "@kheo/core/criteria/topics";
import { formatNumber } from "@kheo/core/ground/exact";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Facts } from "../../../kit/facts.tsx";
import { useSession } from "../../../lib/session.ts";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import { RegistrationEvidence } from "../evidence/evidence-part.tsx";
import type { ScoringData } from "./scoring-data.ts";
import "./dossier.css";

type Model = NonNullable<ScoringData["model"]>;

/** A unit has no registration: what it is like stands on its own page. */
const OfUnit = ({ assessment }: Pick<ScoringData, "assessment">) => (
  <Section title="Hồ sơ đơn vị">
    <Link to="/don-vi/$id" params={{ id: assessment.unitId }}>
      Mở hồ sơ {assessment.unitName}
    </Link>
  </Section>
);

/** The registration in short; the long parts open on demand, and all of it where a phone shows what is to be done first. */
const OfModel = ({ model, foldsOnPhone }: { readonly model: Model; readonly foldsOnPhone: boolean }) => {
  const { form } = model;
  const { topics } = useSession();
  const [opens] = useState(() => !foldsOnPhone || window.matchMedia("(min-width: 48em)").matches);
  const facts = (
    <>
      <Facts
        facts={[
          { label: "Đơn vị", value: model.unitName },
          { label: "Loại", value: subjectKindText[form.subjectKind] },
          { label: "Lĩnh vực, chủ đề", value: `${fieldText[form.field]}; ${topicLabel(topics, form.topic)}` },
          { label: registrationItems.objectives.label, value: form.items.objectives },
          { label: registrationItems.outputs.label, value: form.items.outputs },
          ...form.targets.map(({ name, unit, baseline, goal, dueOn }) => ({
            label: `Chỉ tiêu: ${name}`,
            value: `từ ${formatNumber(baseline, 6)} lên ${formatNumber(goal, 6)} ${unit}, hạn ${dayText(dueOn)}`,
          })),
        ]}
      />
      <details className="more">
        <summary>Xem các mục còn lại của phiếu đăng ký</summary>
        <Facts
          facts={registrationItemNames
            .filter((name) => name !== "objectives" && name !== "outputs")
            .map((name) => ({ label: registrationItems[name].label, value: form.items[name] }))}
        />
      </details>
      <RegistrationEvidence />
    </>
  );
  return (
    <Section
      title="Hồ sơ mô hình"
      lead={
        <Link to="/mo-hinh/$id" params={{ id: model.id }}>
          Mở hồ sơ {model.code}
        </Link>
      }
    >
      {foldsOnPhone ? (
        <details className="more" open={opens}>
          <summary>Xem hồ sơ tại đây</summary>
          {facts}
        </details>
      ) : (
        facts
      )}
    </Section>
  );
};

type DossierProps = {
  readonly data: ScoringData;
  /** Whether a phone shows it folded: where what is to be decided comes below it. */
  readonly foldsOnPhone?: boolean;
};

/** What those read who judge: the registration of a model, or the way to the unit that is assessed. */
export const Dossier = ({ data: { model, assessment }, foldsOnPhone = false }: DossierProps) =>
  model ? <OfModel model={model} foldsOnPhone={foldsOnPhone} /> : <OfUnit assessment={assessment} />;
