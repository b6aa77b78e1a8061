import { Page } from "../../ui/page.tsx";

export const UnitPage = () => <Page title="Đang dựng">{null}</Page>;
