import { Link } from "@tanstack/react-router";
import "./administration-links.css";

/** The way between the pages of the administrator. */
export const AdministrationLinks = () => (
  <nav className="page-links" aria-label="Các trang quản trị">
    <Link to="/quan-tri" activeOptions={{ exact: true }} className="page-link">
      Người dùng
    </Link>
    <Link to="/quan-tri/hoi-dong" className="page-link">
      Hội đồng, tổ, ban
    </Link>
    <Link to="/quan-tri/ban-giao" className="page-link">
      Bàn giao
    </Link>
    <Link to="/phan-quyen" className="page-link">
      Phân quyền
    </Link>
    <Link to="/quan-tri/ky" className="page-link">
      Các kỳ
    </Link>
    <Link to="/don-vi" className="page-link">
      Đơn vị
    </Link>
    <Link to="/cum-khoi" className="page-link">
      Cụm, khối thi đua
    </Link>
    <Link to="/co-quan-tham-muu" className="page-link">
      Cơ quan tham mưu
    </Link>
    <Link to="/sap-xep" className="page-link">
      Sắp xếp đơn vị
    </Link>
  </nav>
);
