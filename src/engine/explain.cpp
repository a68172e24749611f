#include "engine/understand.hpp"

namespace parlance::engine {

std::string explain(const sql::Query& query, const Schema& schema) {
    (void)query;
    (void)schema;
    return {};
}

}  // namespace parlance::engine
