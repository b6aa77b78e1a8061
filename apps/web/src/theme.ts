import { createTheme, type MantineColorsTuple } from "@mantine/core";

const red: MantineColorsTuple = [
  "#fdf0ef",
  "#f8dedc",
  "#efb9b5",
  "#e6918b",
  "#de6f67",
  "#d6564d",
  "#c63a31",
  "#b3261e",
  "#9c1f18",
  "#851811",
];
const warm: MantineColorsTuple = [
  "#faf8f5",
  "#f3f0ea",
  "#e6e1d8",
  "#d5cec2",
  "#bdb4a5",
  "#9a9082",
  "#776e61",
  "#5a5248",
  "#3d3730",
  "#24201b",
];

export const theme = createTheme({
  colors: { red, warm },
  primaryColor: "red",
  primaryShade: 7,
  fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
  fontSizes: { xs: "14px", sm: "15px", md: "16px", lg: "18px", xl: "21px" },
  lineHeights: { xs: "1.5", sm: "1.55", md: "1.6", lg: "1.6", xl: "1.5" },
  headings: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", fontWeight: "600" },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "md" } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Đóng thông báo" } } },
    TextInput: { defaultProps: { size: "md" } },
    Textarea: { defaultProps: { size: "md", autosize: true, minRows: 3 } },
    NumberInput: {
      defaultProps: { size: "md", decimalSeparator: ",", thousandSeparator: ".", hideControls: true },
    },
    NativeSelect: { defaultProps: { size: "md" } },
    FileInput: { defaultProps: { size: "md" } },
    Select: { defaultProps: { size: "md", allowDeselect: false } },
    PasswordInput: { defaultProps: { size: "md" } },
    Checkbox: { defaultProps: { size: "md" } },
    CheckboxGroup: { defaultProps: { size: "md" } },
    Radio: { defaultProps: { size: "md" } },
    RadioGroup: { defaultProps: { size: "md" } },
    Chip: { defaultProps: { size: "md" } },
    SegmentedControl: { defaultProps: { size: "md" } },
  },
});
