//! What people do, through HTTP: sign in, press, read. A story is a file named by what is done.
