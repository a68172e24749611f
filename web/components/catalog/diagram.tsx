import { ActionIcon, Text } from '@mantine/core';
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { Waiting } from '@/components/ui/waiting';
import type { Table } from '@/lib/api/types';
import type { Graph } from '@/lib/catalog/graph';
import type { Picture } from '@/lib/catalog/layout';
import { tableKey } from '@/lib/catalog/tree';
import * as t from '@/texts/diagram';
import classes from './catalog.module.css';
import { DiagramBox } from './diagram-box';
import { DiagramEdge } from './diagram-edge';
import { usePanZoom } from './use-pan-zoom';

export interface DiagramProps {
  graph: Graph;
  centre: Table | undefined;
  usual: string;
  onPick: (table: Table) => void;
}

/** The layout is computed when it is first wanted, for what does it is large. */
function usePicture(graph: Graph) {
  const [made, setMade] = useState<{ of: Graph; picture: Picture }>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let stale = false;
    import('@/lib/catalog/layout')
      .then(({ pictureOf }) => !stale && setMade({ of: graph, picture: pictureOf(graph) }))
      .catch(() => setFailed(true));
    return () => {
      stale = true;
    };
  }, [graph]);
  return { picture: made?.picture, failed };
}

/** Tables as boxes, keys as lines. Arrow keys move it, + and − zoom, Tab goes from table to table. */
export function Diagram({ graph, centre, usual, onPick }: DiagramProps) {
  const id = useId();
  const { picture, failed } = usePicture(graph);
  const { frame, view, fit, zoom, reveal, dragged, handlers } = usePanZoom(picture);
  const [lit, setLit] = useState<string>();
  const stateOf = (edge: string) => graph.edges.find((each) => each.id === edge);
  if (failed) return <Text c="dimmed">{t.drawingFailed}</Text>;
  return (
    <div
      ref={frame}
      className={classes.diagram}
      role="group"
      tabIndex={0}
      aria-label={t.diagramLabel(graph.tables.length)}
      {...handlers}
    >
      {!picture && <Waiting h="100%" />}
      {picture && view && (
        <svg>
          <defs>
            <marker id={`${id}-arrow`} viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">
              <path d="M0 0 10 5 0 10z" className={classes.arrow} />
            </marker>
          </defs>
          <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
            {picture.lines.map((line) => (
              <DiagramEdge key={line.id} line={line} edge={stateOf(line.id)} lit={lit} arrow={`${id}-arrow`} />
            ))}
            {picture.boxes.map((box) => (
              <DiagramBox
                key={box.key}
                box={box}
                usual={usual}
                isCentre={centre !== undefined && tableKey(centre) === box.key}
                onFocus={() => {
                  setLit(box.key);
                  reveal(box);
                }}
                onHover={(on) => setLit(on ? box.key : undefined)}
                onPick={() => !dragged() && onPick(box.table)}
                onOpen={() => onPick(box.table)}
              />
            ))}
          </g>
        </svg>
      )}
      <ActionIcon.Group className={classes.zoom}>
        <ActionIcon variant="default" size="lg" aria-label={t.zoomOut} onClick={() => zoom(0.8)}>
          <IconMinus size={16} />
        </ActionIcon>
        <ActionIcon variant="default" size="lg" aria-label={t.fit} onClick={fit}>
          <IconArrowsMaximize size={16} />
        </ActionIcon>
        <ActionIcon variant="default" size="lg" aria-label={t.zoomIn} onClick={() => zoom(1.25)}>
          <IconPlus size={16} />
        </ActionIcon>
      </ActionIcon.Group>
    </div>
  );
}
