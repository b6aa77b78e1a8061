import type { Issuer } from "@kheo/core/offices/issuers";
import { footOf, type Paper } from "../description/paper.ts";

/** What the slip of an invited person says. */
export type InvitationFacts = {
  readonly issuer: Issuer;
  readonly name: string;
  readonly username: string;
  /** Works once. */
  readonly code: string;
  /** In words. */
  readonly usableUntil: string;
  /** Where the installation is reached: `https://kheo.example`. */
  readonly site: string;
  readonly demonstration: boolean;
};

/** The paper that an invited person is handed: what to do in three steps, and the code that works once. */
export const invitationSlip = (facts: InvitationFacts): Paper => {
  const { issuer, name, username, code, usableUntil, site } = facts;
  return {
    title: `Phiếu mời nhận tài khoản ${username}`,
    issuer,
    date: null,
    numbered: null,
    codes: [],
    sections: [
      {
        landscape: false,
        blocks: [
          {
            kind: "name",
            name: "PHIẾU MỜI",
            about: ["nhận tài khoản trên phần mềm Khéo"],
            remark: "Phong trào thi đua “Dân vận khéo”",
          },
          { kind: "point", label: "Đồng chí", answer: name },
          { kind: "point", label: "Tên đăng nhập", answer: username },
          { kind: "point", label: "Mã mời", answer: code },
          { kind: "point", label: "Dùng trước", answer: usableUntil },
          {
            kind: "scan",
            address: `${site}/nhan-tai-khoan#ten=${encodeURIComponent(username)}&ma=${code}`,
            label: "Hình để điện thoại quét và mở trang nhận tài khoản",
          },
          {
            kind: "point",
            number: 1,
            label: "Mở trang",
            answer: `Quét hình trên bằng điện thoại, hoặc mở trang ${site}/nhan-tai-khoan.`,
          },
          {
            kind: "point",
            number: 2,
            label: "Nhập mã",
            answer: "Nhập tên đăng nhập và mã mời ghi ở trên; quét hình thì đã có sẵn.",
          },
          {
            kind: "point",
            number: 3,
            label: "Đặt mật khẩu",
            answer: "Đặt mật khẩu của riêng mình, ít nhất 10 ký tự, và ghi nhớ. Xong là vào được ngay.",
          },
          {
            kind: "remark",
            text: "Mã dùng được một lần. Giữ kín phiếu này và hủy sau khi đã đặt mật khẩu. Người cấp phiếu không biết mật khẩu của đồng chí và không bao giờ hỏi mật khẩu.",
          },
        ],
      },
    ],
    foot: footOf(facts),
  };
};
