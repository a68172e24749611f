#pragma once

#include "base/error.hpp"

#include <string>

namespace parlance {

/// The stable code of the `Error` that `work` throws; empty when it throws none.
template <class Work>
std::string code_of(Work work) {
    try {
        work();
    } catch (const Error& error) {
        return error.code();
    }
    return {};
}

}  // namespace parlance
