import { useEffect, useRef } from "react";
import { Notice } from "../notice.tsx";

/** What will happen, asked before it is sent: it comes into sight, whatever lies above it, and takes the focus. */
export const Question = ({ children }: { readonly children: string }) => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "center" });
    box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={box} tabIndex={-1} role="alert">
      <Notice title="Đề nghị kiểm tra trước khi xác nhận">{children}</Notice>
    </div>
  );
};
