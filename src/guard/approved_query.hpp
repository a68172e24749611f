#pragma once

#include "base/schema.hpp"
#include "base/types.hpp"
#include "guard/policy.hpp"
#include "sql/ast.hpp"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace parlance::guard {

/// A value sent beside the text. `text` is PostgreSQL's text form of the value; none is NULL. A
/// value of type text takes the type of what it is compared with, as a constant in quotes does; an
/// integer is at most nine digits long.
struct Bound {
    Type type = Type::text;
    std::optional<std::string> text;
    bool secret = false;  ///< never shown and never logged

    bool operator==(const Bound&) const = default;
};

/// A relation that must exist, for this statement only, before it runs: for engines that need views
/// to fence.
struct PreambleView {
    std::string name;
    std::string text;
    /// Keys of pseudonyms in hex, by the names that `text` has for them; never shown.
    std::map<std::string, std::string> keys;

    bool operator==(const PreambleView&) const = default;
};

/// A column of a source that an output column is made from.
struct SourceColumn {
    std::string schema;
    std::string table;
    std::string column;

    auto operator<=>(const SourceColumn&) const = default;
};

/// An output column: its name and what it is made from.
struct OutputColumn {
    std::string name;
    Type type = Type::unknown;
    std::vector<SourceColumn> sources;
    bool masked = false;

    bool operator==(const OutputColumn&) const = default;
};

/// A table that the statement reads; `fenced` when only through what the person may see of it.
struct ReadTable {
    std::string schema;
    std::string table;
    bool fenced = false;

    auto operator<=>(const ReadTable&) const = default;
};

/// All of an approved query but what differs from one execution to the next.
struct Plan {
    std::string text;
    std::vector<PreambleView> preamble;
    std::vector<OutputColumn> lineage;
    std::vector<ReadTable> tables;
    Limits limits;
    std::string policy_identity;
    std::int64_t policy_version = 0;
    std::vector<std::string> rules;
    Dialect dialect = Dialect::postgres;
    bool reads_more_than_tables = false;
};

/// A SELECT that the guard has parsed, checked and rewritten for one person and one source.
///
/// Only `guard::approve` and `PlanCache` make one and connectors run nothing else for a user, so
/// text that nobody checked cannot reach a tenant's database.
class ApprovedQuery {
public:
    /// The statement in the source's dialect, with placeholders for `parameters`.
    [[nodiscard]] const std::string& text() const noexcept { return plan_->text; }
    [[nodiscard]] std::span<const Bound> parameters() const noexcept { return parameters_; }
    /// The statement with the constants of its author written in place, for engines and commands
    /// that take no parameters and for people; none when a parameter is a secret.
    [[nodiscard]] std::optional<std::string> inlined() const;
    [[nodiscard]] std::span<const PreambleView> preamble() const noexcept {
        return plan_->preamble;
    }
    [[nodiscard]] std::span<const OutputColumn> lineage() const noexcept { return plan_->lineage; }
    [[nodiscard]] std::span<const ReadTable> tables() const noexcept { return plan_->tables; }
    [[nodiscard]] const Limits& limits() const noexcept { return plan_->limits; }
    /// Which policy, in which version, for whose rights.
    [[nodiscard]] const std::string& policy_identity() const noexcept {
        return plan_->policy_identity;
    }
    /// The version of the stored policy; 0 when none restricts the person.
    [[nodiscard]] std::int64_t policy_version() const noexcept { return plan_->policy_version; }
    /// The ids of the rules that are about the person.
    [[nodiscard]] std::span<const std::string> rules() const noexcept { return plan_->rules; }
    [[nodiscard]] Dialect dialect() const noexcept { return plan_->dialect; }
    /// Whether a view or a foreign table is read, by the statement or by a row rule: then code of
    /// the database's owner may run, which may keep something in the session. PostgreSQL only.
    [[nodiscard]] bool reads_more_than_tables() const noexcept {
        return plan_->reads_more_than_tables;
    }
    /// The statement as its author wrote it, in PostgreSQL's dialect: for people.
    [[nodiscard]] const std::string& original() const noexcept { return original_; }

private:
    friend class Approval;
    ApprovedQuery() = default;

    std::shared_ptr<const Plan> plan_;
    std::string original_;
    std::vector<Bound> parameters_;
};

}  // namespace parlance::guard
