#pragma once

#include "base/schema.hpp"
#include "base/types.hpp"
#include "guard/policy.hpp"
#include "sql/ast.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace parlance::guard {

/// A value sent beside the text. `text` is PostgreSQL's text form of the value; none is NULL.
struct Bound {
    Type type = Type::text;
    std::optional<std::string> text;

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

/// A SELECT that the guard has parsed, checked and rewritten for one person and one source.
///
/// Only `guard::approve` makes one and connectors run nothing else for a user, so text that nobody
/// checked cannot reach a tenant's database.
class ApprovedQuery {
public:
    /// The statement in the source's dialect, with placeholders for `parameters`.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] std::span<const Bound> parameters() const noexcept { return parameters_; }
    [[nodiscard]] std::span<const PreambleView> preamble() const noexcept { return preamble_; }
    [[nodiscard]] std::span<const OutputColumn> lineage() const noexcept { return lineage_; }
    [[nodiscard]] std::span<const ReadTable> tables() const noexcept { return tables_; }
    [[nodiscard]] const Limits& limits() const noexcept { return limits_; }
    /// Which policy, in which version, for whose rights.
    [[nodiscard]] const std::string& policy_identity() const noexcept { return policy_identity_; }
    /// The ids of the rules that are about the person.
    [[nodiscard]] std::span<const std::string> rules() const noexcept { return rules_; }
    [[nodiscard]] Dialect dialect() const noexcept { return dialect_; }
    /// The statement as its author wrote it, in PostgreSQL's dialect: for people.
    [[nodiscard]] const std::string& original() const noexcept { return original_; }

private:
    friend class Approval;
    ApprovedQuery() = default;

    std::string text_;
    std::string original_;
    std::vector<Bound> parameters_;
    std::vector<PreambleView> preamble_;
    std::vector<OutputColumn> lineage_;
    std::vector<ReadTable> tables_;
    Limits limits_;
    std::string policy_identity_;
    std::vector<std::string> rules_;
    Dialect dialect_ = Dialect::postgres;
};

}  // namespace parlance::guard
