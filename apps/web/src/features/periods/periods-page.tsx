import { Page } from "../../ui/page.tsx";

export const PeriodsPage = () => <Page title="Đang dựng">{null}</Page>;
