// EmpiricalKernels
