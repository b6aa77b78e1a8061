import { Button, type ButtonProps, FileButton } from "@mantine/core";
import { useRef } from "react";

type FilePickProps = Pick<ButtonProps, "variant"> & {
  readonly text: string;
  /** What it is picked for, for those who hear the box of the browser. */
  readonly label: string;
  readonly accept: string;
  /** Asks a phone for its camera. */
  readonly camera?: true;
  readonly several?: true;
  readonly pick: (files: readonly File[]) => void;
};

/** A button that asks for files; each time anew, so that the same can be picked again. */
export const FilePick = ({ text, label, accept, camera, several, pick, variant = "default" }: FilePickProps) => {
  const reset = useRef<() => void>(null);
  return (
    <FileButton
      accept={accept}
      multiple={several === true}
      resetRef={reset}
      inputProps={{ "aria-label": label }}
      {...(camera && { capture: "environment" as const })}
      onChange={(picked) => {
        const files = Array.isArray(picked) ? picked : picked ? [picked] : [];
        if (files.length === 0) return;
        pick(files);
        reset.current?.();
      }}
    >
      {(props) => (
        <Button variant={variant} {...props}>
          {text}
        </Button>
      )}
    </FileButton>
  );
};
