import { Link } from "@tanstack/react-router";
import { Section } from "../../../kit/section.tsx";
import { useOutbox } from "../../../lib/outbox/use-outbox.ts";
import { OutgoingFile } from "./outgoing-file.tsx";

/** Everything that whoever looks has on its way on this device, with the way to what it is sent for. */
export const SendingSection = () => {
  const rows = useOutbox();
  if (rows.length === 0) return null;
  return (
    <Section title="Đang gửi từ máy này">
      <ul className="evidence-list" aria-label="Tệp đang gửi">
        {rows.map((row) => (
          <OutgoingFile
            key={row.key}
            row={row}
            place={
              row.criterion === null ? (
                <Link to="/mo-hinh/$id" params={{ id: row.to }}>
                  Kèm theo phiếu đăng ký
                </Link>
              ) : (
                <Link to="/cham-diem/$id" params={{ id: row.to }}>
                  Minh chứng của {row.criterion}
                </Link>
              )
            }
          />
        ))}
      </ul>
    </Section>
  );
};
