#include "base/error.hpp"
#include "base/threads.hpp"
#include "cli/cli.hpp"

#include <cstdio>

namespace parlance::cli {

namespace {

int exit_code(Failure why) {
    switch (why) {
        case Failure::invalid:
        case Failure::not_found:
        case Failure::conflict:
        case Failure::too_large:
        case Failure::unsupported:
            return 2;
        case Failure::unauthenticated:
        case Failure::forbidden:
        case Failure::refused:
            return 3;
        case Failure::busy:
        case Failure::upstream:
        case Failure::timeout:
            return 4;
        case Failure::cancelled:
        case Failure::internal:
            return 1;
    }
    return 1;
}

int report(const Error& error) {
    fmt::print(stderr, "error: {} ({})\n", error.message(), error.code());
    for (const Fault& fault : error.faults())
        fmt::print(stderr, "  {}: {}\n", fault.pointer, fault.detail);
    return exit_code(error.why());
}

}  // namespace

int run(const Command& command) {
    int code = 1;
    try {
        run_on_big_stack([&] { code = command.run(); });
    } catch (const Error& error) {
        code = report(error);
    } catch (const std::exception& error) {
        fmt::print(stderr, "error: {}\n", error.what());
    }
    return code;
}

}  // namespace parlance::cli
