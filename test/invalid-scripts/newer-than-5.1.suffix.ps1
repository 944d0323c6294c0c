1u
