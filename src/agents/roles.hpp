#pragma once

#include "agents/desk.hpp"
#include "agents/sheet.hpp"
#include "base/rows.hpp"
#include "base/task.hpp"

#include <boost/json/object.hpp>

#include <expected>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// What the four roles do. Each asks its model once, checks the shape of the answer and hands it
/// on; nothing here runs SQL. What comes back is untrusted: SQL goes to the guard, words to the
/// person as words.
namespace parlance::agents {

struct Inquiry {
    std::string question;
    std::string today;  ///< `2026-11-30`, what "today" means in it
};

template <class T>
using Result = std::expected<T, Trouble>;

/// What a question is about: names as they stand in the sheet; others are left out.
struct Linked {
    std::vector<std::string> tables;   ///< `schema.table` or `table`, as `name_of(SheetTable)`
    std::vector<std::string> columns;  ///< `table.column`
    std::vector<std::string> notes;    ///< joins, values and doubts in words, for the SQL role
};
[[nodiscard]] std::string name_of(const SheetTable& table);
Task<Result<Linked>> link(Desk& desk, Inquiry inquiry, Sheet sheet, std::stop_token stop);

/// One way to answer in SQL.
struct Candidate {
    std::string sql;  ///< in PostgreSQL's dialect
    std::string reason;
    std::vector<std::string> assumptions;
};
struct Written {
    std::vector<Candidate> candidates;  ///< best first
    std::string cannot;                 ///< why the source does not answer it; empty: it does
    std::vector<std::string> missing;
};
/// The candidates of a reply, as the roles read it: also for a replay.
[[nodiscard]] Result<Written> read_written(const boost::json::object& reply, int candidates_max);

Task<Result<Written>> write_sql(
    Desk& desk,
    Inquiry inquiry,
    Sheet sheet,
    std::vector<std::string> notes,
    std::stop_token stop
);

/// An earlier question of the conversation and the SQL that answered it.
struct Before {
    std::string question;
    std::string sql;
};
/// The SQL for a follow-up.
Task<Result<Written>> revise(
    Desk& desk,
    Inquiry instruction,
    Sheet sheet,
    std::vector<Before> before,
    std::stop_token stop
);

/// What failed, and the mapped error: never a driver's text.
struct Failed {
    std::string sql;
    std::string code;
    std::string message;
};
Task<Result<Written>>
repair(Desk& desk, Inquiry inquiry, Sheet sheet, std::vector<Failed> failed, std::stop_token stop);

/// A result as the asker sees it. Its rows are sent only if the role sends results.
struct Shown {
    std::string question;
    std::string sql;
    ResultSet result;
};
/// A chart of a result: Vega-Lite without data, not checked against the result yet.
struct Drawn {
    boost::json::object chart;
    std::string title;
};
Task<Result<Drawn>> draw(Desk& desk, Shown shown, std::string wish, std::stop_token stop);

/// A short text about a result in which each number occurs in the result; a trouble
/// (`bad_reply`) when the model kept inventing some. Empty when the role does not send results.
Task<Result<std::string>> narrate(Desk& desk, Shown shown, std::stop_token stop);

struct TileIdea {
    std::string title;
    std::string question;
    std::string sql;
};
/// Tiles of a dashboard for a goal, such as `sales overview`.
Task<Result<std::vector<TileIdea>>>
plan_tiles(Desk& desk, std::string goal, Sheet sheet, std::stop_token stop);

struct Description {
    std::string table;   ///< as `name_of(SheetTable)`
    std::string column;  ///< empty: of the table itself
    std::string text;
};
/// What tables and columns hold, for the glossary: names as they stand in the sheet.
Task<Result<std::vector<Description>>> describe(Desk& desk, Sheet sheet, std::stop_token stop);

}  // namespace parlance::agents
