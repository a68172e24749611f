#pragma once

#include "agents/answers.hpp"
#include "agents/desk.hpp"
#include "agents/roles.hpp"

#include <string>
#include <string_view>

/// How the roles' prompts are put together. What stays the same from question to question stands
/// first, so that providers find it in their caches.
namespace parlance::agents {

/// What one task tells its model.
struct Brief {
    std::string_view task;          ///< its name here, and in provenance
    std::string_view answer;        ///< its schema in `data/answers.json`
    std::string system;             ///< beside the rules that all are told
    std::string_view instructions;  ///< what to do, in the message
    std::string material;           ///< blocks of data, behind the instructions
};

/// The prompt of a task whose answer is read as a `T`.
template <class T>
[[nodiscard]] Prompt prompt_of(const Brief& brief);
[[nodiscard]] Prompt
prompt_of(const Brief& brief, std::function<bool(const boost::json::object&)> fits);

template <class T>
Prompt prompt_of(const Brief& brief) {
    return prompt_of(brief, [](const boost::json::object& reply) {
        return read_answer<T>(reply).has_value();
    });
}

/// The dialect and the tables: the beginning of every task that writes SQL.
[[nodiscard]] std::string sql_system(const Sheet& sheet, Sends sends);

/// The question with the day on which it is asked.
[[nodiscard]] std::string question_text(const Inquiry& inquiry);

/// The instructions with the number of candidates in them.
[[nodiscard]] std::string with_candidates(std::string_view instructions, int candidates_max);

}  // namespace parlance::agents
