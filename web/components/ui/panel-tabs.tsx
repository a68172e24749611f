import { Tabs } from '@mantine/core';
import type { ComponentType } from 'react';
import classes from './panel-tabs.module.css';

export interface Panel<Shown> {
  value: string;
  label: string;
  Panel: ComponentType<Shown>;
}

interface Props<Shown> {
  panels: Panel<Shown>[];
  value: string | null;
  onChange: (value: string | null) => void;
  /** What every panel is given. */
  shown: Shown;
}

/** Tabs of panels that work on the same thing; on a narrow page they scroll sideways by themselves. */
export function PanelTabs<Shown extends object>({ panels, value, onChange, shown }: Props<Shown>) {
  return (
    <Tabs value={value} onChange={onChange} keepMounted={false}>
      <Tabs.List className={classes.tabs}>
        {panels.map((each) => (
          <Tabs.Tab key={each.value} value={each.value} className={classes.tab}>
            {each.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {panels.map(({ value: name, Panel }) => (
        <Tabs.Panel key={name} value={name} pt="md">
          <Panel {...shown} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
