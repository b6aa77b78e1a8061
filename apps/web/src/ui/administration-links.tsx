import { Link } from "@tanstack/react-router";

/** The way between the pages of the administrator. */
export const AdministrationLinks = () => (
  <nav className="page-links" aria-label="Các trang quản trị">
    <Link to="/quan-tri" activeOptions={{ exact: true }} className="page-link">
      Người dùng
    </Link>
    <Link to="/quan-tri/ky" className="page-link">
      Các kỳ
    </Link>
    <Link to="/don-vi" className="page-link">
      Đơn vị
    </Link>
  </nav>
);
