#pragma once

#include "ask/answer.hpp"
#include "ask/journal.hpp"
#include "serve/operations/answer_parts.hpp"

namespace parlance::serve {

/// The answer as the API tells it.
[[nodiscard]] AnswerShape answer_shape(const ask::Answer& answer, const ask::Record& record);

[[nodiscard]] std::vector<ModelStepShape> steps_shape(const std::vector<ask::Step>& steps);
[[nodiscard]] std::vector<NoteShape> notes_shape(const std::vector<ask::Note>& notes);

/// Notes in the record what came of the question.
void note_answer(ask::Record& record, const ask::Answer& answer);

}  // namespace parlance::serve
