#pragma once

#include "engine/model.hpp"
#include "guard/policy.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace parlance::ask {

/// A table as it is reached from another by keys, each from many rows to one, so that no row of the
/// first is counted twice.
struct TableWay {
    engine::TableId table = engine::nothing;
    std::vector<std::int32_t> keys;  ///< into the model's; none for the table itself
};

/// A column that says when, and how it is reached.
struct TimeWay {
    engine::ColumnId column = engine::nothing;
    std::vector<std::int32_t> keys;
};

/// What of a schema a dashboard may be made of: columns whose values the asker sees as they are,
/// and keys made of such columns. Rows that are held back are no matter: what is asked is asked
/// with the rights of the asker.
class SourceMap {
public:
    SourceMap(const engine::Model& model, const guard::Policy& policy);

    [[nodiscard]] const engine::Model& model() const { return model_; }
    [[nodiscard]] bool clear(engine::ColumnId column) const;
    [[nodiscard]] bool clear(const engine::Term& term) const;

    /// The tables that tell the most, best first: what happens (points at others, has a time, has
    /// numbers) before what there is.
    [[nodiscard]] const std::vector<engine::TableId>& facts() const { return facts_; }
    /// Something happens in the table: it has a time of its own, or is part of what has one.
    [[nodiscard]] bool events(engine::TableId table) const {
        return !things(table) && time_of(table).has_value();
    }
    /// Its rows have names, and others point at them: customers, products. Their time says since
    /// when there is each of them, and not when something happened.
    [[nodiscard]] bool things(engine::TableId table) const;
    /// The table itself, then what it points at, then what that points at.
    [[nodiscard]] std::vector<TableWay> ways_from(engine::TableId table) const;
    [[nodiscard]] std::optional<TimeWay> time_of(engine::TableId table) const;
    /// What people call a row of the table; empty when no clear column says it.
    [[nodiscard]] std::vector<engine::ColumnId> name_of(engine::TableId table) const;

private:
    [[nodiscard]] bool usable(const engine::Key& key) const;
    [[nodiscard]] int score(engine::TableId table) const;
    void rank();

    const engine::Model& model_;
    std::vector<bool> clear_;  ///< by column
    std::vector<engine::TableId> facts_;
};

}  // namespace parlance::ask
