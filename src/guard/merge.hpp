#pragma once

#include "guard/policy_document.hpp"
#include "guard/sight.hpp"
#include "sql/ast.hpp"

#include <optional>
#include <string>
#include <vector>

namespace parlance::guard {

/// What all rules together say about one table.
struct TableSight {
    bool hidden = false;
    std::vector<ColumnRule> columns;  ///< one for each column of the table, in its order
    std::optional<sql::Expr> rows;    ///< which rows are seen; all when empty
    std::string pointer;              ///< into the document, for reports
};

/// The rules of a document that are about one person, put together.
class Merged {
public:
    /// Reports what the rules name and `schema` does not have.
    Merged(const PolicyDocument& document, const Schema& schema, const Asker& who);

    [[nodiscard]] TableSight table(const Table& table);
    /// Whether a rule speaks about this very table.
    [[nodiscard]] bool names(const Table& table) const;
    [[nodiscard]] Limits limits(Limits most) const;
    [[nodiscard]] std::vector<std::string> ids() const;

    void report(std::string pointer, std::string detail);
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

private:
    struct Applied {
        const PolicyRule* rule;
        std::size_t index;  ///< in the document
    };

    [[nodiscard]] const TableRule* rule_of(const PolicyRule& rule, const Table& table) const;
    [[nodiscard]] std::string pointer_to(const Applied& one, const Table& table) const;
    [[nodiscard]] bool is_named(std::string_view key, const Table& table) const;
    void look_for_vanished(const Applied& one);
    /// What the rule says of this column by name; null when it does not name it.
    [[nodiscard]] const ColumnRule* named(const TableRule* rule, std::string_view column) const;
    [[nodiscard]] bool is_same(std::string_view a, std::string_view b) const;
    void
    report_missing_columns(const TableRule& rule, const Table& table, TableSight& of, bool& broken);
    void mask_generated(const Table& table, TableSight& of) const;
    ColumnRule column(const Table& table, const Column& column, bool& broken);
    bool add_rows(const Applied& one, const Table& table, TableSight& to);

    const Schema& schema_;
    const Asker& who_;
    std::vector<Applied> applied_;
    std::vector<Problem> problems_;
    bool vanished_ = false;  ///< a table that a rule names is gone, perhaps under another name
};

}  // namespace parlance::guard
