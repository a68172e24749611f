// The tasks of the dashboard role: charts, narratives and tiles.
#include "agents/data.hpp"
#include "agents/numbers.hpp"
#include "agents/prompt.hpp"
#include "agents/task.hpp"
#include "base/json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ranges>

namespace parlance::agents {

namespace {

constexpr std::size_t title_max = 120;
constexpr std::size_t rows_max = 50;
constexpr std::size_t rows_bytes_max = 12'000;
constexpr std::size_t cell_max = 80;
constexpr std::size_t name_max = 128;
constexpr std::size_t chart_bytes_max = 16'384;
constexpr std::size_t narrative_max = 800;
constexpr std::size_t tiles_max = 12;

std::string columns_text(const ResultSet& result) {
    std::string lines;
    for (const ResultColumn& column : result.columns)
        lines += quoted(column.name, name_max) + " " + std::string(name_of(column.type)) + "\n";
    return lines;
}

std::string cell_text(const ResultSet& result, const Batch::Cell& cell) {
    if (cell.kind == CellKind::null) return "null";
    const std::string_view text = result.rows.text(cell);
    const bool bare = cell.kind == CellKind::number || cell.kind == CellKind::boolean;
    return bare ? std::string(text) : quoted(text, cell_max);
}

std::string rows_text(const ResultSet& result) {
    std::string lines;
    for (std::size_t row = 0; row < std::min(result.rows.rows(), rows_max); ++row) {
        const auto cells = result.rows.row(row) | std::views::transform([&](const auto& cell) {
                               return cell_text(result, cell);
                           });
        const std::string line = fmt::format("[{}]\n", fmt::join(cells, ", "));
        if (lines.size() + line.size() > rows_bytes_max) break;
        lines += line;
    }
    return lines;
}

std::string result_text(const Shown& shown, Sends sends) {
    constexpr std::size_t question_max = 4'000;
    std::string text = block("columns", columns_text(shown.result));
    if (sends == Sends::results) text += block("rows", rows_text(shown.result));
    return text + fmt::format(
                      "The result has {} rows. The question: {}\nThe SQL: {}\n",
                      shown.result.rows.rows(),
                      quoted(shown.question, question_max),
                      quoted_sql(shown.sql)
                  );
}

/// The chart of an answer; nothing when it is none, or too large.
std::optional<Drawn> drawn_of(const boost::json::object& reply) {
    const auto answer = read_answer<DrawAnswer>(reply);
    if (!answer || answer->chart.size() > chart_bytes_max) return std::nullopt;
    try {
        const boost::json::value chart = json::parse(answer->chart);
        if (!chart.is_object()) return std::nullopt;
        return Drawn{chart.get_object(), clean(answer->title, title_max)};
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::vector<TileIdea> tiles_of(const boost::json::object& reply) {
    std::vector<TileIdea> tiles;
    const auto answer = read_answer<TilesAnswer>(reply);
    if (!answer) return tiles;
    for (const TileAnswer& one : answer->tiles | std::views::take(tiles_max)) {
        TileIdea tile{clean(one.title, title_max), clean(one.question, 500), sql_of(one.sql)};
        const bool whole = !tile.title.empty() && !tile.question.empty() && !tile.sql.empty();
        const bool there = std::ranges::find(tiles, tile.sql, &TileIdea::sql) != tiles.end();
        if (whole && !there) tiles.push_back(std::move(tile));
    }
    return tiles;
}

std::string narrative_of(const boost::json::object& reply) {
    return clean(read_answer<NarrateAnswer>(reply).value_or(NarrateAnswer{}).text, narrative_max);
}

bool is_true(const boost::json::object& reply, const ResultSet& result) {
    const std::string text = narrative_of(reply);
    return !text.empty() && invented_numbers(text, result).empty();
}

/// The same prompt once more, with what was wrong with its answer.
Prompt with_complaint(
    Prompt prompt,
    const boost::json::object& reply,
    std::shared_ptr<const ResultSet> result
) {
    const auto invented = invented_numbers(narrative_of(reply), *result);
    prompt.messages.push_back({Speaker::model, json::to_text(reply)});
    prompt.messages.push_back(
        {Speaker::user,
         fmt::format(
             "These numbers do not stand in the result: {}. Write the text again, only with "
             "numbers that stand in it.",
             fmt::join(invented, ", ")
         )}
    );
    prompt.fits = [result = std::move(result)](const boost::json::object& again) {
        return is_true(again, *result);
    };
    return prompt;
}

}  // namespace

Task<Result<Drawn>> draw(Desk& desk, Shown shown, std::string wish, std::stop_token stop) {
    Brief brief{
        .task = "draw",
        .answer = "draw",
        .instructions = data::draw,
        .material = result_text(shown, desk.settings().of(Role::dashboard).sends)
    };
    if (!wish.empty()) brief.material += "The person's wish: " + quoted(wish, 1'000) + "\n";
    Prompt prompt = prompt_of(brief, [](const boost::json::object& reply) {
        return drawn_of(reply).has_value();
    });
    const auto reply = co_await desk.ask(Role::dashboard, std::move(prompt), std::move(stop));
    if (!reply) co_return std::unexpected(reply.error());
    auto drawn = drawn_of(*reply);
    if (!drawn) co_return std::unexpected(Trouble{.reason = Reason::bad_reply});
    co_return std::move(*drawn);
}

Task<Result<std::string>> narrate(Desk& desk, Shown shown, std::stop_token stop) {
    if (desk.settings().of(Role::dashboard).sends != Sends::results) co_return std::string();
    Brief brief{
        .task = "narrate",
        .answer = "narrate",
        .instructions = data::narrate,
        .material = result_text(shown, Sends::results)
    };
    Prompt prompt = prompt_of(brief, [](const boost::json::object& reply) {
        return !narrative_of(reply).empty();
    });
    const auto first = co_await desk.ask(Role::dashboard, prompt, stop);
    if (!first) co_return std::unexpected(first.error());
    if (is_true(*first, shown.result)) co_return narrative_of(*first);
    const auto result = std::make_shared<const ResultSet>(std::move(shown.result));
    prompt = with_complaint(std::move(prompt), *first, result);
    const auto second = co_await desk.ask(Role::dashboard, std::move(prompt), std::move(stop));
    if (!second) co_return std::unexpected(second.error());
    co_return narrative_of(*second);
}

Task<Result<std::vector<TileIdea>>>
plan_tiles(Desk& desk, std::string goal, Sheet sheet, std::stop_token stop) {
    const Sends sends = desk.settings().of(Role::dashboard).sends;
    Brief brief{
        .task = "tiles",
        .answer = "tiles",
        .system = sql_system(sheet, sends),
        .instructions = data::tiles,
        .material = hints_text(sheet, {.sends = sends}) + "The goal: " + quoted(goal, 1'000) + "\n"
    };
    Prompt prompt =
        prompt_of(brief, [](const boost::json::object& reply) { return !tiles_of(reply).empty(); });
    const auto reply = co_await desk.ask(Role::dashboard, std::move(prompt), std::move(stop));
    if (!reply) co_return std::unexpected(reply.error());
    co_return tiles_of(*reply);
}

}  // namespace parlance::agents
