switch (1) { $Path { 2 } }
