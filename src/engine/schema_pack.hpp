#pragma once

#include "base/schema.hpp"
#include "engine/knowledge.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace parlance::engine {

/// What is known of one column's values. Only columns that are clear for the asker may be in it.
struct ColumnValues {
    std::string schema;
    std::string table;
    std::string column;
    std::vector<std::string> values;  ///< distinct values as text, at most some thousands
    bool complete = false;            ///< these are all
    std::string minimum;              ///< of numbers and dates, as text; empty when unknown
    std::string maximum;
};

/// Everything the engine knows of a source, digested for fast lookup. Immutable; built in the
/// background by `catalog` and shared between questions.
class SchemaPack {
public:
    [[nodiscard]] static std::shared_ptr<const SchemaPack>
    build(Schema schema, std::vector<ColumnValues> values, Knowledge knowledge);

    [[nodiscard]] virtual const Schema& schema() const noexcept = 0;

    SchemaPack(const SchemaPack&) = delete;
    SchemaPack& operator=(const SchemaPack&) = delete;
    virtual ~SchemaPack() = default;

protected:
    SchemaPack() = default;
};

}  // namespace parlance::engine
