// AnalyticKernels
