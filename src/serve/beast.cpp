// Boost.Beast and the TLS part of Boost.Asio are compiled here, once (the SEPARATE_COMPILATION
// macros); the rest of Asio is in base/asio.cpp.
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
