import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSession } from "../../../lib/session.ts";
import { Empty } from "../../../kit/page.tsx";

/** Draws a page that needs a period; before there is one, says what to do. */
export const NeedsPeriod = ({ children }: { readonly children: ReactNode }) => {
  const session = useSession();
  if (session.period) return children;
  return (
    <Empty>
      Chưa mở kỳ nào nên chưa đăng ký mô hình được.{" "}
      {session.may("period.manage") ? (
        <Link to="/quan-tri/ky">Mở kỳ đầu tiên</Link>
      ) : (
        "Đề nghị quản trị viên mở kỳ; sau đó các việc cần làm sẽ hiện ở đây."
      )}
    </Empty>
  );
};
