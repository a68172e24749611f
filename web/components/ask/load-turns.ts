/** What shows questions and answers: brought once somebody begins to type, not with the empty page. */
export const loadTurns = () => import('./turn-list').then((each) => each.TurnList);
