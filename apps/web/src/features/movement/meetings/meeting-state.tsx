type Times = { readonly openedOn: string | null; readonly closedOn: string | null };

/** Where a meeting stands, by word, shape and colour. */
export const MeetingState = ({ openedOn, closedOn }: Times) => {
  if (closedOn !== null) return <span className="state state-good">● Đã kết thúc biểu quyết</span>;
  if (openedOn !== null) return <span className="state state-going">◑ Đang lấy phiếu</span>;
  return <span className="state state-waiting">◔ Chưa mở biểu quyết</span>;
};
