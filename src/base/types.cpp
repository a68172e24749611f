#include "base/types.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace parlance {

std::string_view name_of(Type type) noexcept {
    return boost::describe::enum_to_string(type, "unknown");
}

}  // namespace parlance
