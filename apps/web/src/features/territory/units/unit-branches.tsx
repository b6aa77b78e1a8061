import { type Unit, unitKindText } from "@kheo/core/territory/units";
import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { UnitTree } from "./use-units.ts";
import "./unit-branches.css";

type BranchProps = { readonly unit: Unit; readonly tree: UnitTree; readonly startsOpen: boolean };

/** "Xã An Phú" says its kind itself. */
const noteOn = ({ name, kind }: Unit, below: number): string =>
  [
    ...(name.startsWith(unitKindText[kind]) ? [] : [unitKindText[kind]]),
    ...(below > 0 ? [`${below} đơn vị trực thuộc`] : []),
  ].join(", ");

const Branch = ({ unit, tree, startsOpen }: BranchProps) => {
  const [open, setOpen] = useState(startsOpen);
  const children = tree.childrenOf(unit.id);
  return (
    <li>
      <div className="unit-line">
        {children.length > 0 ? (
          <button
            type="button"
            className="unit-toggle"
            aria-expanded={open}
            aria-label={`${open ? "Thu gọn" : "Mở"} ${unit.name}, ${children.length} đơn vị trực thuộc`}
            onClick={() => {
              setOpen(!open);
            }}
          >
            <span aria-hidden="true">{open ? "−" : "+"}</span>
          </button>
        ) : (
          <span className="unit-toggle" aria-hidden="true" />
        )}
        <Link to="/don-vi/$id" params={{ id: unit.id }} className="record">
          {unit.name}
        </Link>
        <Text size="sm" c="warm.7">
          {noteOn(unit, children.length)}
        </Text>
      </div>
      {open && children.length > 0 && (
        <ul>
          {children.map((child) => (
            <Branch key={child.id} unit={child} tree={tree} startsOpen={false} />
          ))}
        </ul>
      )}
    </li>
  );
};

/** The units as a tree; a branch is drawn when it is opened. */
export const UnitBranches = ({ tree }: { readonly tree: UnitTree }) => (
  <ul className="units sheet" aria-label="Cây đơn vị">
    {tree.roots.map((unit) => (
      <Branch key={unit.id} unit={unit} tree={tree} startsOpen={tree.roots.length < 4} />
    ))}
  </ul>
);
