export const reasons = {
  misunderstood: 'My question was misunderstood',
  wrong_numbers: 'The numbers are wrong',
  missing_data: 'Something is missing',
  wrong_chart: 'The chart does not fit',
  too_slow: 'It took too long',
  other: 'Something else',
};

export const goodAnswer = 'Good answer';
export const badAnswer = 'Bad answer';

export const whatIsWrong = 'What is wrong with it?';
export const reasonsLabel = 'Reasons';
export const ownWords = 'In your own words';
export const feedbackSeenBy = 'Administrators of your team see this with the question and its SQL, not the rows.';
export const cancel = 'Cancel';
export const send = 'Send';

export const all = 'All';
export const bad = 'Bad';
export const good = 'Good';
export const sql = 'SQL';
export const somebodyLeft = 'Somebody who left';
export const noFeedbackYet = 'No feedback yet';
export const noFeedbackText = 'What members say of their answers is shown here, with the question and its SQL.';
export const whichFeedback = 'Which feedback';
export const onlyAdminsSeeFeedback = 'Only administrators see feedback';
export const logs = 'Logs';
export const feedback = 'Feedback';
export const feedbackAbout = 'What people said of the answers that they got.';
