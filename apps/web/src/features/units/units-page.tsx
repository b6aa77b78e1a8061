import { Page } from "../../ui/page.tsx";

export const UnitsPage = () => <Page title="Đang dựng">{null}</Page>;
