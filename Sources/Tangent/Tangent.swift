// Tangent
