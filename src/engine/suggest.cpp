#include "engine/model.hpp"
#include "engine/understand.hpp"

namespace parlance::engine {

std::vector<std::string> suggestions(const SchemaPack& pack) {
    (void)pack;
    return {};
}

}  // namespace parlance::engine
