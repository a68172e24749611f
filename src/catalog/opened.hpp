#pragma once

#include "catalog/catalog.hpp"
#include "catalog/inclusion.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>

/// What the files of the catalog share; nobody else includes it.
namespace parlance::catalog {

/// A source and what is known of it; replaced as a whole when more is known.
struct Catalog::Opened {
    std::string connection_id;
    std::shared_ptr<connectors::Source> source;
    std::shared_ptr<const Schema> schema;  ///< all of it, whoever asks
    std::shared_ptr<const engine::SchemaPack> pack;
    std::string opening;  ///< of all times that a source was opened, this one
    Instant refreshed_at;
    bool values_known = false;
    bool uploaded = false;  ///< made by Parlance from files that people brought
    std::shared_ptr<const Values> values = std::make_shared<const Values>();
    std::shared_ptr<Sights> sights = std::make_shared<Sights>();
    std::shared_ptr<Lessons> lessons = std::make_shared<Lessons>();
    std::shared_ptr<Atlases> atlases = std::make_shared<Atlases>();
    std::shared_ptr<Measured> measured = std::make_shared<Measured>();
    std::shared_ptr<Watch> watch;  ///< of all looks
};

inline Task<void> pause(std::chrono::milliseconds time) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
    co_await timer.async_wait(boost::asio::use_awaitable);
}

}  // namespace parlance::catalog
