// The tasks that write SQL: from a question, for a follow-up, and after a failure.
#include "agents/data.hpp"
#include "agents/prompt.hpp"
#include "agents/task.hpp"

#include <algorithm>
#include <ranges>

namespace parlance::agents {

namespace {

constexpr std::size_t reason_max = 400;
constexpr std::size_t assumption_max = 200;
constexpr std::size_t assumptions_max = 8;
constexpr std::size_t missing_max = 10;
constexpr std::size_t notes_max = 20;
constexpr std::size_t note_max = 300;
constexpr std::size_t earlier_max = 6;

/// Whether two statements differ in white space only.
bool alike(std::string_view left, std::string_view right) {
    const auto solid = std::views::filter([](char letter) {
        return std::string_view(" \t\r\n").find(letter) == std::string_view::npos;
    });
    return std::ranges::equal(left | solid, right | solid);
}

bool is_new(const std::vector<Candidate>& all, std::string_view sql) {
    return std::ranges::none_of(all, [sql](const Candidate& one) { return alike(one.sql, sql); });
}

/// A task whose answer is SQL.
struct SqlTask {
    std::string_view name;
    std::string_view instructions;
    Role role = Role::sql;
    int candidates_max = 1;
};

/// `before` are the blocks that the task has beside the sheet and the question.
Task<Result<Written>> ask_for_sql(
    Desk& desk,
    SqlTask task,
    const Sheet& sheet,
    std::string before,
    const Inquiry& inquiry,
    std::stop_token stop
) {
    const Sends sends = desk.settings().of(task.role).sends;
    const std::string instructions = with_candidates(task.instructions, task.candidates_max);
    const Brief brief{
        .task = task.name,
        .answer = "write",
        .system = sql_system(sheet, sends),
        .instructions = instructions,
        .material = hints_text(sheet, {.sends = sends}) + before + question_text(inquiry)
    };
    Prompt prompt = prompt_of(brief, [most = task.candidates_max](const auto& reply) {
        return read_written(reply, most).has_value();
    });
    const auto reply = co_await desk.ask(task.role, std::move(prompt), std::move(stop));
    if (!reply) co_return std::unexpected(reply.error());
    co_return read_written(*reply, task.candidates_max);
}

std::string notes_block(const std::vector<std::string>& notes) {
    std::string lines;
    for (const std::string& note : notes | std::views::take(notes_max))
        lines += quoted(note, note_max) + "\n";
    return block("notes of the schema analysis", lines);
}

/// The last ones of a list that grows with the conversation.
template <class T>
auto newest(const std::vector<T>& all) {
    return all | std::views::drop(all.size() - std::min(all.size(), earlier_max));
}

std::string before_block(const std::vector<Before>& before) {
    std::string lines;
    for (const Before& one : newest(before))
        lines += quoted(one.question, 1'000) + " was answered by " + quoted_sql(one.sql) + "\n";
    return block("earlier", lines);
}

std::string failed_block(const std::vector<Failed>& failed) {
    std::string lines;
    for (const Failed& one : newest(failed)) {
        lines += quoted_sql(one.sql) + " failed: " + quoted(one.code, 80) + ": " +
                 quoted(one.message, 500) + "\n";
    }
    return block("failed", lines);
}

}  // namespace

Result<Written> read_written(const boost::json::object& reply, int candidates_max) {
    const auto answer = read_answer<WriteAnswer>(reply);
    if (!answer) return std::unexpected(Trouble{.reason = Reason::bad_reply});
    Written written{
        .cannot = clean(answer->cannot, reason_max),
        .missing = words_of(answer->missing, missing_max, assumption_max)
    };
    for (const CandidateAnswer& one : answer->candidates) {
        if (std::ssize(written.candidates) >= candidates_max) break;
        std::string sql = sql_of(one.sql);
        if (sql.empty() || !is_new(written.candidates, sql)) continue;
        written.candidates.push_back(
            {std::move(sql),
             clean(one.reason, reason_max),
             words_of(one.assumptions, assumptions_max, assumption_max)}
        );
    }
    const bool says_nothing = written.candidates.empty() && written.cannot.empty();
    if (says_nothing) return std::unexpected(Trouble{.reason = Reason::bad_reply});
    return written;
}

Task<Result<Written>> write_sql(
    Desk& desk,
    Inquiry inquiry,
    Sheet sheet,
    std::vector<std::string> notes,
    std::stop_token stop
) {
    const SqlTask task{"write", data::write, Role::sql, desk.settings().routing.candidates_max};
    co_return co_await ask_for_sql(desk, task, sheet, notes_block(notes), inquiry, std::move(stop));
}

Task<Result<Written>> revise(
    Desk& desk,
    Inquiry instruction,
    Sheet sheet,
    std::vector<Before> before,
    std::stop_token stop
) {
    const SqlTask task{
        "revise", data::revise, Role::refinement, desk.settings().routing.candidates_max
    };
    co_return co_await ask_for_sql(
        desk, task, sheet, before_block(before), instruction, std::move(stop)
    );
}

Task<Result<Written>>
repair(Desk& desk, Inquiry inquiry, Sheet sheet, std::vector<Failed> failed, std::stop_token stop) {
    const SqlTask task{"repair", data::repair, Role::refinement, 1};
    co_return co_await ask_for_sql(
        desk, task, sheet, failed_block(failed), inquiry, std::move(stop)
    );
}

}  // namespace parlance::agents
