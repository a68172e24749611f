#include "agents/task.hpp"

#include "agents/data.hpp"
#include "agents/prompt.hpp"
#include "base/json.hpp"

#include <fmt/format.h>

#include <utility>

namespace parlance::agents {

namespace {

const boost::json::value& schema_of(std::string_view answer) {
    static const boost::json::value schemas = json::parse(data::answers);
    return schemas.at(answer);
}

}  // namespace

Prompt prompt_of(const Brief& brief, std::function<bool(const boost::json::object&)> fits) {
    std::string system(data::rules);
    if (!brief.system.empty()) system += "\n" + brief.system;
    return {
        .task = std::string(brief.task),
        .system = std::move(system),
        .messages = {{Speaker::user, std::string(brief.instructions) + "\n" + brief.material}},
        .answer = {std::string(brief.answer), schema_of(brief.answer)},
        .fits = std::move(fits),
    };
}

std::string sql_system(const Sheet& sheet, Sends sends) {
    return std::string(data::dialect) + "\n" + schema_text(sheet, {.sends = sends});
}

std::string question_text(const Inquiry& inquiry) {
    constexpr std::size_t characters_max = 4'000;
    return fmt::format(
        "Today is {}. The question: {}\n",
        clean(inquiry.today, 20),
        quoted(inquiry.question, characters_max)
    );
}

std::string with_candidates(std::string_view instructions, int candidates_max) {
    return fmt::format(fmt::runtime(instructions), fmt::arg("candidates", candidates_max));
}

}  // namespace parlance::agents
