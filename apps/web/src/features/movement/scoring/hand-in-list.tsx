import { bodySeatText } from "@kheo/core/offices/bodies";
import { Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import type { ScoringData } from "./scoring-data.ts";

type Member = ScoringData["members"][number];

/** How many have handed in, of those who may mark. */
export const handedInText = (members: readonly Member[]): string => {
  const marking = members.filter(({ recused }) => !recused);
  return `${marking.filter(({ handedIn }) => handedIn).length}/${marking.length}`;
};

const stateOf = ({ recused, handedIn }: Member) => {
  if (recused) return <span className="state state-quiet">○ Không tham gia: thuộc đơn vị đề nghị</span>;
  return handedIn ? (
    <span className="state state-good">● Đã nộp phiếu</span>
  ) : (
    <span className="state state-waiting">◔ Chưa nộp phiếu</span>
  );
};

/** Who has handed in a sheet. What is on it nobody sees before closing. */
export const HandInList = ({ members }: { readonly members: readonly Member[] }) => (
  <Section
    title="Ai đã nộp phiếu"
    lead="Điểm của từng người chỉ được mở khi đóng chấm điểm, để không ai bị ảnh hưởng bởi điểm của người khác."
  >
    <Records
      label="Thành viên hội đồng và phiếu chấm"
      rows={members}
      keyOf={({ personId }) => personId}
      empty="Hội đồng chưa có thành viên."
      columns={[
        { title: "Họ tên", cell: ({ name }) => name, main: true },
        { title: "Chức danh", cell: ({ seat }) => bodySeatText.council[seat], main: true },
        { title: "Phiếu chấm", cell: stateOf, main: true },
      ]}
    />
  </Section>
);
