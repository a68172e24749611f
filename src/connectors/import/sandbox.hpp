#pragma once

#include "connectors/import/wire.hpp"

namespace parlance::connectors::import {

/// Takes from the process, for good, all that reading one file and writing another does not need:
/// memory, time and file size are limited, no other file can be opened (where the kernel has
/// Landlock), and only system calls of an allow-list work: no network, no programs, no tracing.
/// Throws `std::system_error` when the kernel does not take a limit or the filter.
void enter_sandbox(const Job& job);

}  // namespace parlance::connectors::import
